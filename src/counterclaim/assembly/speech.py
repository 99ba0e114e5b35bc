"""How a place or a time stands to the statements of its sentence."""

from counterclaim.assembly.scene import Scene


def in_source(scene: Scene, sentence: int, start: int, end: int) -> bool:
    """Whether a run stands in the name of somebody who speaks in its sentence."""
    for index in scene.statements[sentence]:
        statement = scene.marks.statements[index]
        if statement.source_start < end and start < statement.source_end:
            return True
    return False


def beside_speech(scene: Scene, sentence: int, start: int, end: int) -> str:
    """Whether a time stands by a speech verb, and so may only be the time of speaking."""
    for index in scene.statements[sentence]:
        statement = scene.marks.statements[index]
        named = statement.source_start >= 0
        left = min(statement.cue_start, statement.source_start) if named else statement.cue_start
        right = max(statement.cue_end, statement.source_end)
        if 0 <= start - right < 6 or (end <= left and left - end < 6):
            return "touching"
        if 0 <= start - right < 40:
            return "near"
    return "apart"
