def camel_to_snake(name: str) -> str:
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("_")


assert camel_to_snake("A") == "a"
assert camel_to_snake("getX") == "get_x"
assert camel_to_snake("lineCount2") == "line_count2"
assert camel_to_snake("veryLongVariableName") == "very_long_variable_name"
