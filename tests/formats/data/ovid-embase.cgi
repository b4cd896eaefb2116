<1>
VN  - Ovid Technologies
DB  - Embase
AN  - 2001000001
PM  - 31000001 [http://www.ncbi.nlm.nih.gov/pubmed/?term=31000001]
ST  - Embase
AU  - Roe J.
AU  - Doe A.B.
IN  - (Roe) Invented University
TI  - How towns answer
SO  - Journal of Invented Towns. 12 (3) (pp 100-109), 2019. Date of Publication: March 2019.
JN  - Journal of Invented Towns
PB  - Invented Press
CP  - United Kingdom
MH  - *town
KW  - water; town planning
AB  - Towns answer.
CI  - Copyright © 2019
IS  - 0028-0836
IL  - 1476-4687 (electronic)
DO  - http://dx.doi.org/10.5555/jit.2019.1
LG  - English
PT  - Article
YR  - 2019
XL  - http://ovidsp.ovid.com/ovidweb.cgi?T=JS&CSC=Y&NEWS=N&PAGE=fulltext&D=emed20&AN=2001000001

