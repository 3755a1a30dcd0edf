from typing import Dict


def parse_query(query: str) -> Dict[str, str]:
    return dict(pair.split("=", 1) for pair in query.split("&") if "=" in pair)


assert parse_query("user=ann&user_id=7") == {"user": "ann", "user_id": "7"}
assert parse_query("x=10") == {"x": "10"}
assert parse_query("lang=de&theme=dark&debug=0") == {"lang": "de", "theme": "dark", "debug": "0"}
