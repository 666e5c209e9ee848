"""Words of links that lead to a site's front page: data only. Compared without blanks and case."""

HOME = frozenset({"หน้าแรก", "หน้าหลัก", "กลับหน้าแรก", "กลับหน้าหลัก", "กลับสู่หน้าแรก", "กลับสู่หน้าหลัก", "home", "homepage", "mainpage", "frontpage"})
