"""The weights of prior.py. Written by `npm run fit:search` from 283 tasks with known solutions: run that instead of editing this.

A row is a component, the part of programs that have it in per cent, and the stems of words with the units of cost by which each makes it
cheaper: 1.5 units for each unit of log likelihood, at most 4, as if 2 tasks of the average kind stood beside each word's.
"""

from typing import Dict, Tuple

# fmt: off
ROWS: Dict[str, Tuple[int, str]] = {
    "!=": (7, "odd 2"),
    "%": (15, "change 2 diviso 2 even 2 implem 2 index 1 intege 1 non 2 number 1 odd 2 prime 2"),
    "% ==": (14, "diviso 2 even 3 implem 2 index 2 intege 1 non 2 number 1 odd 2 prime 2"),
    "&": (1, "bit 4"),
    "' '": (4, "all 2 charac 3 replac 4 separa 4 spac 4 space 4 str 2 text 3 word 3"),
    "''": (7, "conver 2 lowerc 3 remove 2 spac 2 str 2"),
    "'-'": (1, ""),
    "'7'": (1, "digit 4"),
    "'_'": (1, ""),
    "'a'": (1, ""),
    "(for)": (10, ""),
    "*": (17, "area 2 find 1 form 2 nth 2 produc 2 radiu 2 volume 2"),
    "**": (6, "area 3 cube 4 natura 3 side 3 volume 3"),
    "** 2": (2, "area 4 radiu 4 squar 4 square 4"),
    "** 3": (2, "cube 4 natura 4 volume 4"),
    "+": (29, "find 1 nth 2 prefix 1 sum 1 th 1"),
    "-": (18, "betwee 1 calcul 2 consec 2 differ 2 nth 2 th 2"),
    ".append": (9, "return 1"),
    ".count": (3, "count 2 occure 4"),
    ".index": (1, "empty 4 one 4"),
    ".isdigit": (1, "digit 4"),
    ".isupper": (1, ""),
    ".join": (4, "conver 3 remove 2 str 2 word 3"),
    ".lower": (1, ""),
    ".pop": (1, ""),
    ".replace": (2, "replac 4 spac 4 text 3"),
    ".sort": (2, ""),
    ".split": (4, "charac 3 false 3 format 3 otherw 3 separa 4 spac 3 space 4 str 2 true 3 valid 3 word 4"),
    "/": (6, "volume 3"),
    "//": (4, ""),
    "10": (1, ""),
    "11": (1, ""),
    "2": (29, "constr 1 even 2 non 1 number 1 odd 2 prime 1"),
    "3": (6, "cube 3 sequen 2 side 3 volume 3"),
    "4": (4, "cube 3"),
    "5": (2, ""),
    "6": (1, ""),
    "9": (1, ""),
    "<": (11, "least 2 next 2 other 2 sign 3"),
    "<=": (4, "false 3"),
    "==": (32, "check 1 diviso 1 even 1 false 1 implem 1 nest 1 otherw 1 palind 1 prime 1 simple 1 true 1 whethe 1"),
    ">": (13, "array 1 max 2 maximu 2"),
    ">=": (3, ""),
    "ValueError": (1, ""),
    "[-1]": (3, "last 4"),
    "[0]": (9, "after 2 first 2 get 2 increa 2 max 2 subseq 2"),
    "[1]": (3, "second 3 tupl 3"),
    "[::-1]": (3, "palind 4 revers 4"),
    "[:n]": (3, "add 3 first 2 part 3 prefix 3 split 3"),
    "[for]": (24, "duplic 2 each 1 extrac 2 list 1 return 1"),
    "[n:]": (7, ""),
    "[n:m]": (2, ""),
    "[n]": (18, "consec 2 every 2 pair 2"),
    "^": (1, "pair 4"),
    "abs": (3, "absolu 4 betwee 4 differ 4 each 3 other 4"),
    "all": (5, "check 2 every 3 whethe 3"),
    "and": (7, "create 3 subseq 3 true 2"),
    "any": (3, "check 2"),
    "bin": (1, "binary 4"),
    "collections.Counter": (1, "assume 4"),
    "enumerate": (2, "coeffi 4 xs 4"),
    "filter": (2, "arr 3 need 4 sign 4"),
    "float": (1, "sub 4"),
    "for for": (9, "pair 2"),
    "for if": (22, "count 1 even 1 nest 2 odd 1 remove 2"),
    "if else": (18, "nest 2 return 1 subseq 2"),
    "in": (7, "contai 2 empty 2 vowel 3"),
    "int": (7, "digit 3 intege 1 sum 1"),
    "is": (2, ""),
    "isinstance": (3, ""),
    "len": (28, "array 1 distin 2 length 1 longes 1"),
    "list": (4, "sign 3"),
    "map": (2, ""),
    "math.prod": (2, "even 3 produc 4"),
    "math.sqrt": (2, ""),
    "max": (5, "find 1 larges 3 max 3 maximu 3"),
    "max(key)": (1, "max 4 maximu 4"),
    "min": (4, "minimu 4 smalle 3 value 2"),
    "not": (4, ""),
    "or": (5, "divisi 3"),
    "ord": (1, "charac 3"),
    "range": (24, "diviso 2 geeksf 1 index 1 pair 1 prime 2 sum 1"),
    "re.search": (1, "end 4"),
    "recursion": (6, ""),
    "set": (5, "distin 3 unique 3"),
    "sorted": (5, "ascend 3 note 3 order 3 sort 3 unique 3"),
    "sorted(key)": (1, "ascend 4 sort 4"),
    "sorted(reverse)": (1, ""),
    "str": (6, "constr 3 digit 4 intege 2 sum 2"),
    "sum": (26, "arr 1 count 1 digit 2 natura 1 possib 1 sum 1 tim 1"),
    "tuple": (4, "test 3 tup 3 tupl 3 tuple 3"),
    "while": (6, "point 3"),
    "zip": (4, "two 2 wise 4"),
    "{for:}": (1, ""),
}
# fmt: on

#: The number of tasks that have each stem, of those in 3 or more.
TASKS = """
a 263 absolu 3 add 6 after 3 all 37 an 31 and 84 any 10 are 36 area 6 arr 17 array 23 as 29 ascend 5 assume 4 at 12 b 13 base 3 be 14
betwee 9 binary 4 bit 3 both 3 by 16 c 3 calcul 6 can 7 cas 3 case 6 change 3 char 8 charac 18 check 32 coeffi 3 com 3 common 3 consec 7
constr 3 contai 16 conver 11 correc 4 count 29 create 6 cube 5 data 3 decima 3 determ 4 dict 3 dictio 7 differ 8 digit 15 distin 5 divisi
3 diviso 4 do 3 duplic 6 e 5 each 16 elemen 49 empty 15 end 7 equal 11 equiva 3 evalua 3 even 21 every 5 extrac 9 f 3 false 11 filter 4
find 89 first 28 follow 6 for 16 form 3 format 3 found 3 from 24 functi 230 geeksf 5 get 9 given 131 greate 3 h 7 has 13 have 16 height 3
how 3 http 6 i 7 if 51 implem 4 in 117 increa 3 index 16 input 24 int 4 intege 47 into 8 is 69 it 16 item 7 its 15 k 8 key 3 l 19 larges
13 last 6 least 4 len 3 length 25 les 9 letter 5 list 110 longes 5 lowerc 3 lst 14 m 3 make 3 many 3 match 4 max 12 maximu 14 minimu 6
more 3 multip 11 n 57 natura 4 need 3 negati 12 nest 3 next 6 no 8 non 14 none 8 not 31 note 8 nth 7 num 32 number 106 occure 3 occurr 4
odd 14 of 184 on 5 one 14 only 13 or 40 order 14 org 5 other 5 otherw 10 output 4 pair 8 palind 5 part 4 point 4 positi 22 possib 6 power
5 prefix 3 prime 7 produc 10 python 66 r 6 radiu 3 range 3 remove 12 replac 7 repres 11 result 3 return 84 revers 6 s 17 same 19 second 7
separa 3 sequen 8 should 14 side 4 sign 3 simila 3 simple 3 single 5 size 5 smalle 12 so 3 sort 18 spac 9 space 3 specif 7 split 4 squar 3
square 5 start 4 str 63 sub 4 sublis 8 subseq 3 substr 4 such 6 sum 44 t 7 tak 37 task 9 test 26 text 9 th 4 than 20 that 63 the 216 them
5 then 7 there 9 thi 9 three 5 tim 3 to 215 total 3 true 14 tup 16 tupl 10 tuple 36 two 38 unique 8 upper 3 upperc 4 using 4 valid 3 valu
6 value 24 volume 5 vowel 3 w 3 we 3 when 3 where 11 whethe 23 which 16 whose 3 will 7 wise 4 with 26 within 3 word 14 write 216 www 6 x
20 xs 3 y 7 you 18 your 6 zero 5
"""
