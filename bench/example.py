"""Two invented articles, for measuring speed where the shared corpus is absent."""

from gold import Row

ARTICLES: tuple[Row, ...] = (
    {
        "id": "built-in-en",
        "lang": "en",
        "outlet": "Harbour Courier",
        "published": "2025-03-05",
        "title": "At least 37 dead after ferry capsizes off Maralta",
        "text": (
            "At least 37 people were killed and dozens more are missing after a ferry with about "
            "210 passengers on board capsized off Maralta on Tuesday, the coast guard said.\n\n"
            "Rescuers had pulled 94 survivors from the water by Wednesday morning, among them 11 "
            "children, spokesman Idris Vell told reporters. "
            '"We expect the toll to rise," he said.\n\n'
            "The owners, citing the passenger list, put the number on board at 187. The transport "
            "ministry said it was checking both figures.\n\n"
            "The government will pay the families $12,000 each, an estimated $2.4 million in all. "
            "A quarter of the fleet, some 40 vessels, failed an inspection in January 2025.\n\n"
            "Another five people died when a rescue boat overturned, according to the Red Crescent."
        ),
    },
    {
        "id": "built-in-id",
        "lang": "id",
        "outlet": "Kabar Teluk",
        "published": "2025-03-05",
        "title": "Banjir Bandang Terjang Tiga Desa, 14 Orang Tewas",
        "text": (
            "Sedikitnya 14 orang tewas dan puluhan lainnya hilang setelah banjir bandang menerjang "
            "tiga desa di Kabupaten Sindara pada Selasa (4/3), kata Kepala BPBD setempat, Rahmat "
            "Wijaya.\n\n"
            "Menurut dia, sekitar 1.250 warga mengungsi ke 6 posko. Sebanyak 312 rumah rusak, "
            "47 di antaranya rusak berat.\n\n"
            'Sementara itu, relawan menyebut korban tewas mencapai 19 orang. "Kami masih mendata," '
            "ujar koordinator relawan Siti Marlina.\n\n"
            "Pemerintah kabupaten menyiapkan bantuan Rp 2,5 miliar. Kerugian ditaksir antara Rp 10 "
            "miliar hingga Rp 15 miliar, atau naik 20 persen dari tahun lalu.\n\n"
            "Jumlah pasti korban luka masih dalam pemeriksaan."
        ),
    },
)
