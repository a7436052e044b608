/**
 * Passwords that are tried first, in Portuguese and English: words, names, clubs, keyboard runs, and what people add
 * to them. Compared without accents and in small letters, with the digits and signs at both ends taken off as well.
 */
const list = `
000000 00000000 010203 01020304 0123456789 101010 102030 10203040 1020304050 111111 1111111 11111111 111111111 111222 112233 11223344 1122334455 121212 123123 123123123 123321
12345 123456 1234567 12345678 123456789 1234567890 12345678910 123654 123654789 123abc 131313 13579 1357924680 142536 147258 147258369 147852 147852369 159357 159753 1a2b3c
1a2b3c4d 1q2w3e 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc 202020 212121 222222 222333 232323 242424 246810 252525 258456 321321 333333 444444 456123 456789 555555 654123 654321
666666 696969 741852963 777777 7777777 789456 789456123 888888 88888888 963852741 987654321 9876543210 999999 99999999 a123456 a123456789 a1b2c3 a1b2c3d4 aa123456 aaron abacaxi abc
abc01 abc1 abc10 abc11 abc12 abc123 abc1234 abc12345 abc123456 abc2 abc2020 abc2021 abc2022 abc2023 abc2024 abcd abcd01 abcd1 abcd10 abcd11 abcd12 abcd123 abcd1234 abcd12345
abcd123456 abcd2 abcd2020 abcd2021 abcd2022 abcd2023 abcd2024 abcdef abcdef01 abcdef1 abcdef10 abcdef11 abcdef12 abcdef123 abcdef1234 abcdef12345 abcdef123456 abcdef2 abcdef2020
abcdef2021 abcdef2022 abcdef2023 abcdef2024 abelha abigail abraham abretesesamo abril access access01 access1 access10 access11 access12 access123 access1234 access12345
access123456 access2 access2020 access2021 access2022 access2023 acesso acessorestrito admin admin01 admin1 admin10 admin11 admin12 admin123 admin1234 admin12345 admin123456 admin2
admin2020 admin2021 admin2022 admin2023 admin2024 adminadmin administracao administrador administrador01 administrador1 administrador10 administrador11 administrador12
administrador123 administrador1234 administrador12345 administrador123456 administrador2 administrador2020 administrador2021 administrador2022 administrador2023 administrador2024
administrator administrator01 administrator1 administrator10 administrator11 administrator12 administrator123 administrator1234 administrator12345 administrator123456
administrator2 administrator2020 administrator2021 administrator2022 administrator2023 administrator2024 adminpassword adriana adriano agenda agenda01 agenda1 agenda10 agenda11
agenda12 agenda123 agenda1234 agenda12345 agenda123456 agenda2 agenda2020 agenda2021 agenda2022 agenda2023 agosto agua aguia alegria alemanha alessandra alex alexander alexandre
alexis alice alicia aline aline01 aline1 aline10 aline11 aline12 aline123 aline1234 aline12345 aline123456 aline2 aline2020 aline2021 aline2022 aline2023 allison alvaro alyssa
amanda amanda01 amanda1 amanda10 amanda11 amanda12 amanda123 amanda1234 amanda12345 amanda123456 amanda2 amanda2020 amanda2021 amanda2022 amanda2023 amelia america amiga amigo
amigos amizade amomeusfilhos amominhafamilia amor amor01 amor1 amor10 amor11 amor12 amor123 amor1234 amor12345 amor123456 amor2 amor2020 amor2021 amor2022 amor2023 amor2024
amoremais amoreterno amormeu amorperfeito amorzinho amorzinho01 amorzinho1 amorzinho10 amorzinho11 amorzinho12 amorzinho123 amorzinho1234 amorzinho12345 amorzinho123456 amorzinho2
amorzinho2020 amorzinho2021 amorzinho2022 amorzinho2023 amorzinho2024 anderson andre andrea andreia andrew andrew01 andrew1 andrew10 andrew11 andrew12 andrew123 andrew1234
andrew12345 andrew123456 andrew2 andrew2020 andrew2021 andrew2022 andrew2023 angel angela angelica angelo angels anjinho anjo anjos anna antonio apache apple aquarius araujo
argentina ariana arsenal arthur artur asd123 asdf1234 asdfasdf asdfgh asdfgh01 asdfgh1 asdfgh10 asdfgh11 asdfgh12 asdfgh123 asdfgh1234 asdfgh12345 asdfgh123456 asdfgh2 asdfgh2020
asdfgh2021 asdfgh2022 asdfgh2023 asdfgh2024 asdfghjkl asdfghjkl01 asdfghjkl1 asdfghjkl10 asdfghjkl11 asdfghjkl12 asdfghjkl123 asdfghjkl1234 asdfghjkl12345 asdfghjkl123456
asdfghjkl2 asdfghjkl2020 asdfghjkl2021 asdfghjkl2022 asdfghjkl2023 asdfghjkl2024 ashley ashley01 ashley1 ashley10 ashley11 ashley12 ashley123 ashley1234 ashley12345 ashley123456
ashley2 ashley2020 ashley2021 ashley2022 ashley2023 asshole atletico atletico01 atletico1 atletico10 atletico11 atletico12 atletico123 atletico1234 atletico12345 atletico123456
atletico2 atletico2020 atletico2021 atletico2022 atletico2023 august austin autumn autumn01 autumn1 autumn10 autumn11 autumn12 autumn123 autumn1234 autumn12345 autumn123456 autumn2
autumn2020 autumn2021 autumn2022 autumn2023 avatar azul baby babygirl babylon badboy bahia bailey baixinha banana bandit barbara barbie barcelona barney baseball baseball01
baseball1 baseball10 baseball11 baseball12 baseball123 baseball1234 baseball12345 baseball123456 baseball2 baseball2020 baseball2021 baseball2022 baseball2023 baseball2024 batman
batman01 batman1 batman10 batman11 batman12 batman123 batman1234 batman12345 batman123456 batman2 batman2020 batman2021 batman2022 batman2023 batman2024 beatriz beatriz01 beatriz1
beatriz10 beatriz11 beatriz12 beatriz123 beatriz1234 beatriz12345 beatriz123456 beatriz2 beatriz2020 beatriz2021 beatriz2022 beatriz2023 bebe bella bemvindo bemvindo01 bemvindo1
bemvindo10 bemvindo11 bemvindo12 bemvindo123 bemvindo1234 bemvindo12345 bemvindo123456 bemvindo2 bemvindo2020 bemvindo2021 bemvindo2022 bemvindo2023 bemvindo2024 benjamin bernardo
bianca bicicleta bigdaddy biscuit bitch blackie blessed blink blonde blondie blue bobby boladao bonita bonito boomer boston botafogo botafogo01 botafogo1 botafogo10 botafogo11
botafogo12 botafogo123 botafogo1234 botafogo12345 botafogo123456 botafogo2 botafogo2020 botafogo2021 botafogo2022 botafogo2023 brandon brandy brasil brasil01 brasil1 brasil10
brasil11 brasil12 brasil123 brasil1234 brasil12345 brasil123456 brasil2 brasil2020 brasil2021 brasil2022 brasil2023 brazil brazil01 brazil1 brazil10 brazil11 brazil12 brazil123
brazil1234 brazil12345 brazil123456 brazil2 brazil2020 brazil2021 brazil2022 brazil2023 brenda brian brinquedo britney brooklyn bruna bruna01 bruna1 bruna10 bruna11 bruna12
bruna123 bruna1234 bruna12345 bruna123456 bruna2 bruna2020 bruna2021 bruna2022 bruna2023 bruno bruno01 bruno1 bruno10 bruno11 bruno12 bruno123 bruno1234 bruno12345 bruno123456
bruno2 bruno2020 bruno2021 bruno2022 bruno2023 bubbles buddy bulldog buster butterfly cachorra cachorro cafe caio calvin camaro cameron camila camila01 camila1 camila10 camila11
camila12 camila123 camila1234 camila12345 camila123456 camila2 camila2020 camila2021 camila2022 camila2023 candy canela captain carla carlos carlos01 carlos1 carlos10 carlos11
carlos12 carlos123 carlos1234 carlos12345 carlos123456 carlos2 carlos2020 carlos2021 carlos2022 carlos2023 carmen carnaval carolina carolina01 carolina1 carolina10 carolina11
carolina12 carolina123 carolina1234 carolina12345 carolina123456 carolina2 carolina2020 carolina2021 carolina2022 carolina2023 caroline carro casa casamento casanova cassandra
caveira cebola celeste celular changeme changeme01 changeme1 changeme10 changeme11 changeme12 changeme123 changeme1234 changeme12345 changeme123456 changeme2 changeme2020
changeme2021 changeme2022 changeme2023 charlie charlie01 charlie1 charlie10 charlie11 charlie12 charlie123 charlie1234 charlie12345 charlie123456 charlie2 charlie2020 charlie2021
charlie2022 charlie2023 chelsea chester chicken chloe chocolate chris christian christina cinderela claudia claudio clayton clinica clinica01 clinica1 clinica10 clinica11 clinica12
clinica123 clinica1234 clinica12345 clinica123456 clinica2 clinica2020 clinica2021 clinica2022 clinica2023 clinicadental clinicaodontologica coelho coffee coisalinda college
computer computer01 computer1 computer10 computer11 computer12 computer123 computer1234 computer12345 computer123456 computer2 computer2020 computer2021 computer2022 computer2023
concurso confidential connor consultorio consultorio01 consultorio1 consultorio10 consultorio11 consultorio12 consultorio123 consultorio1234 consultorio12345 consultorio123456
consultorio2 consultorio2020 consultorio2021 consultorio2022 consultorio2023 consultoriodental convidado convidado01 convidado1 convidado10 convidado11 convidado12 convidado123
convidado1234 convidado12345 convidado123456 convidado2 convidado2020 convidado2021 convidado2022 convidado2023 convidado2024 cookie cooper coracao coragem corinthians
corinthians01 corinthians1 corinthians10 corinthians11 corinthians12 corinthians123 corinthians1234 corinthians12345 corinthians123456 corinthians2 corinthians2020 corinthians2021
corinthians2022 corinthians2023 correcthorsebatterystaple corvette cowboy cowboys crazy cristal cristiane cristiano cristina cruzeiro cruzeiro01 cruzeiro1 cruzeiro10 cruzeiro11
cruzeiro12 cruzeiro123 cruzeiro1234 cruzeiro12345 cruzeiro123456 cruzeiro2 cruzeiro2020 cruzeiro2021 cruzeiro2022 cruzeiro2023 crystal cupcake daddy daisy dakota dallas danger
daniel daniel01 daniel1 daniel10 daniel11 daniel12 daniel123 daniel1234 daniel12345 daniel123456 daniel2 daniel2020 daniel2021 daniel2022 daniel2023 daniela danielle danilo
darkness david debora deborah december default defaultpassword defender denise dennis dental dental01 dental1 dental10 dental11 dental12 dental123 dental1234 dental12345
dental123456 dental2 dental2020 dental2021 dental2022 dental2023 dentalclinic dente dente01 dente1 dente10 dente11 dente12 dente123 dente1234 dente12345 dente123456 dente2
dente2020 dente2021 dente2022 dente2023 dentista dentista01 dentista1 dentista10 dentista11 dentista12 dentista123 dentista1234 dentista12345 dentista123456 dentista2 dentista2020
dentista2021 dentista2022 dentista2023 destiny deus deus01 deus1 deus10 deus11 deus12 deus123 deus1234 deus12345 deus123456 deus2 deus2020 deus2021 deus2022 deus2023 deusamor
deuseamor deusefiel deusefiel01 deusefiel1 deusefiel10 deusefiel11 deusefiel12 deusefiel123 deusefiel1234 deusefiel12345 deusefiel123456 deusefiel2 deusefiel2020 deusefiel2021
deusefiel2022 deusefiel2023 deusefielsempre deusnocomando dezembro diablo diamante diamond diana diego digital dinheiro disney doctor dolphin dolphins domingo donald donotenter
dorothy douglas doutor doutor01 doutor1 doutor10 doutor11 doutor12 doutor123 doutor1234 doutor12345 doutor123456 doutor2 doutor2020 doutor2021 doutor2022 doutor2023 doutora
doutora01 doutora1 doutora10 doutora11 doutora12 doutora123 doutora1234 doutora12345 doutora123456 doutora2 doutora2020 doutora2021 doutora2022 doutora2023 dragon dragon01 dragon1
dragon10 dragon11 dragon12 dragon123 dragon1234 dragon12345 dragon123456 dragon2 dragon2020 dragon2021 dragon2022 dragon2023 dragon2024 drdentista dreamer dreams eagle eagles edgar
edson eduarda eduardo eduardo01 eduardo1 eduardo10 eduardo11 eduardo12 eduardo123 eduardo1234 eduardo12345 eduardo123456 eduardo2 eduardo2020 eduardo2021 eduardo2022 eduardo2023
elaine eliane elisabeth elizabeth ellen emanuel emerson emily eminem emmanuel empresa empresa01 empresa1 empresa10 empresa11 empresa12 empresa123 empresa1234 empresa12345
empresa123456 empresa2 empresa2020 empresa2021 empresa2022 empresa2023 enigma erica erick erika escola escorpiao espanha esperanca estrela estrelinha eternity eusouomelhor eutamo
euteamo eutiamo eutiamu evelyn everton everything explorer extreme fabiana fabio fabricio facebook facebook01 facebook1 facebook10 facebook11 facebook12 facebook123 facebook1234
facebook12345 facebook123456 facebook2 facebook2020 facebook2021 facebook2022 facebook2023 faculdade falcon familia familia01 familia1 familia10 familia11 familia12 familia123
familia1234 familia12345 familia123456 familia2 familia2020 familia2021 familia2022 familia2023 familiafeliz fantasma fantasy fatima february felicidade felicidade01 felicidade1
felicidade10 felicidade11 felicidade12 felicidade123 felicidade1234 felicidade12345 felicidade123456 felicidade2 felicidade2020 felicidade2021 felicidade2022 felicidade2023 felipe
felipe01 felipe1 felipe10 felipe11 felipe12 felipe123 felipe1234 felipe12345 felipe123456 felipe2 felipe2020 felipe2021 felipe2022 felipe2023 feliz fender fernanda fernanda01
fernanda1 fernanda10 fernanda11 fernanda12 fernanda123 fernanda1234 fernanda12345 fernanda123456 fernanda2 fernanda2020 fernanda2021 fernanda2022 fernanda2023 fernandes fernando
fernando01 fernando1 fernando10 fernando11 fernando12 fernando123 fernando1234 fernando12345 fernando123456 fernando2 fernando2020 fernando2021 fernando2022 fernando2023 ferrari
ferreira fevereiro fiesta filha filhasfilhos filho filhos financeiro financeiro01 financeiro1 financeiro10 financeiro11 financeiro12 financeiro123 financeiro1234 financeiro12345
financeiro123456 financeiro2 financeiro2020 financeiro2021 financeiro2022 financeiro2023 firebird fireman fish fisher flamengo flamengo01 flamengo1 flamengo10 flamengo11 flamengo12
flamengo123 flamengo1234 flamengo12345 flamengo123456 flamengo2 flamengo2020 flamengo2021 flamengo2022 flamengo2023 flamengocampeao flavia flavio flor florida flower flowers
fluminense fluminense01 fluminense1 fluminense10 fluminense11 fluminense12 fluminense123 fluminense1234 fluminense12345 fluminense123456 fluminense2 fluminense2020 fluminense2021
fluminense2022 fluminense2023 football football01 football1 football10 football11 football12 football123 football1234 football12345 football123456 football2 football2020
football2021 football2022 football2023 football2024 forever fortuna francisco franco frank freddy freedom freedom01 freedom1 freedom10 freedom11 freedom12 freedom123 freedom1234
freedom12345 freedom123456 freedom2 freedom2020 freedom2021 freedom2022 freedom2023 fuckyou funny futebol futebol01 futebol1 futebol10 futebol11 futebol12 futebol123 futebol1234
futebol12345 futebol123456 futebol2 futebol2020 futebol2021 futebol2022 futebol2023 futebol2024 gabriel gabriel01 gabriel1 gabriel10 gabriel11 gabriel12 gabriel123 gabriel1234
gabriel12345 gabriel123456 gabriel2 gabriel2020 gabriel2021 gabriel2022 gabriel2023 gabriela gabrielle galaxy galinha galo gandalf garfield gateway gatinha gatinho gato gemeos
george geovana geraldo gerente gerente01 gerente1 gerente10 gerente11 gerente12 gerente123 gerente1234 gerente12345 gerente123456 gerente2 gerente2020 gerente2021 gerente2022
gerente2023 ginger ginger01 ginger1 ginger10 ginger11 ginger12 ginger123 ginger1234 ginger12345 ginger123456 ginger2 ginger2020 ginger2021 ginger2022 ginger2023 giovana giovanna
girls gisele giulia gizmo glauber godzilla golden goldfish google google01 google1 google10 google11 google12 google123 google1234 google12345 google123456 google2 google2020
google2021 google2022 google2023 gostosa gostoso graca grace graziela green gremio gremio01 gremio1 gremio10 gremio11 gremio12 gremio123 gremio1234 gremio12345 gremio123456 gremio2
gremio2020 gremio2021 gremio2022 gremio2023 guest guest01 guest1 guest10 guest11 guest12 guest123 guest1234 guest12345 guest123456 guest2 guest2020 guest2021 guest2022 guest2023
guest2024 guilherme guitar guitarra gunner gustavo gustavo01 gustavo1 gustavo10 gustavo11 gustavo12 gustavo123 gustavo1234 gustavo12345 gustavo123456 gustavo2 gustavo2020
gustavo2021 gustavo2022 gustavo2023 hacker hannah happiness happy harley harry harrypotter heather heaven helder helena hello hello01 hello1 hello10 hello11 hello12 hello123
hello1234 hello12345 hello123456 hello2 hello2020 hello2021 hello2022 hello2023 heloisa henrique hockey holiday homer honda honey horses hospital hospital01 hospital1 hospital10
hospital11 hospital12 hospital123 hospital1234 hospital12345 hospital123456 hospital2 hospital2020 hospital2021 hospital2022 hospital2023 hottie houston hunter hunter01 hunter1
hunter10 hunter11 hunter12 hunter123 hunter1234 hunter12345 hunter123456 hunter2 hunter2020 hunter2021 hunter2022 hunter2023 igor iguana iloveyou iloveyou01 iloveyou1 iloveyou10
iloveyou11 iloveyou12 iloveyou123 iloveyou1234 iloveyou12345 iloveyou123456 iloveyou2 iloveyou2020 iloveyou2021 iloveyou2022 iloveyou2023 iloveyou2024 iloveyouforever
iloveyousomuch india inferno ingrid inocencia instagram instagram01 instagram1 instagram10 instagram11 instagram12 instagram123 instagram1234 instagram12345 instagram123456
instagram2 instagram2020 instagram2021 instagram2022 instagram2023 internacional internacional01 internacional1 internacional10 internacional11 internacional12 internacional123
internacional1234 internacional12345 internacional123456 internacional2 internacional2020 internacional2021 internacional2022 internacional2023 internet internet01 internet1
internet10 internet11 internet12 internet123 internet1234 internet12345 internet123456 internet2 internet2020 internet2021 internet2022 internet2023 inverno inverno01 inverno1
inverno10 inverno11 inverno12 inverno123 inverno1234 inverno12345 inverno123456 inverno2 inverno2020 inverno2021 inverno2022 inverno2023 iphone irene isaac isabel isabela isabela01
isabela1 isabela10 isabela11 isabela12 isabela123 isabela1234 isabela12345 isabela123456 isabela2 isabela2020 isabela2021 isabela2022 isabela2023 isabella isabelle israel italia
ivan jackson jacqueline jaguar james janaina janeiro janet japao jasmine jason jasper jeferson jefferson jennie jennifer jennifer01 jennifer1 jennifer10 jennifer11 jennifer12
jennifer123 jennifer1234 jennifer12345 jennifer123456 jennifer2 jennifer2020 jennifer2021 jennifer2022 jennifer2023 jeremy jerusalem jessica jessica01 jessica1 jessica10 jessica11
jessica12 jessica123 jessica1234 jessica12345 jessica123456 jessica2 jessica2020 jessica2021 jessica2022 jessica2023 jesus jesus01 jesus1 jesus10 jesus11 jesus12 jesus123 jesus1234
jesus12345 jesus123456 jesus2 jesus2020 jesus2021 jesus2022 jesus2023 jesusamor jesuscristo jesuscristo01 jesuscristo1 jesuscristo10 jesuscristo11 jesuscristo12 jesuscristo123
jesuscristo1234 jesuscristo12345 jesuscristo123456 jesuscristo2 jesuscristo2020 jesuscristo2021 jesuscristo2022 jesuscristo2023 jesuseosenhor jesusmeuamor jesusteama joana joao
joao01 joao1 joao10 joao11 joao12 joao123 joao1234 joao12345 joao123456 joao2 joao2020 joao2021 joao2022 joao2023 joaquim jogador johnny jonas jonatas jonathan jordan jordan01
jordan1 jordan10 jordan11 jordan12 jordan123 jordan1234 jordan12345 jordan123456 jordan2 jordan2020 jordan2021 jordan2022 jordan2023 jordana jorge jose joseph joshua joyce julho
julia julia01 julia1 julia10 julia11 julia12 julia123 julia1234 julia12345 julia123456 julia2 julia2020 julia2021 julia2022 julia2023 juliana juliano juliet junho junior juventude
kaique karate karen karina katherine kathryn katia kawasaki keila kelly kevin killer killer01 killer1 killer10 killer11 killer12 killer123 killer1234 killer12345 killer123456
killer2 killer2020 killer2021 killer2022 killer2023 killers kimberly kingdom kitten knight lagarto lakers lara laranja larissa larissa01 larissa1 larissa10 larissa11 larissa12
larissa123 larissa1234 larissa12345 larissa123456 larissa2 larissa2020 larissa2021 larissa2022 larissa2023 larissinha laura lauren leandro legend leila lennon leonard leonardo
leonardo01 leonardo1 leonardo10 leonardo11 leonardo12 leonardo123 leonardo1234 leonardo12345 leonardo123456 leonardo2 leonardo2020 leonardo2021 leonardo2022 leonardo2023 leopardo
lesbica leticia leticia01 leticia1 leticia10 leticia11 leticia12 leticia123 leticia1234 leticia12345 leticia123456 leticia2 leticia2020 leticia2021 leticia2022 leticia2023 letmein
letmein01 letmein1 letmein10 letmein11 letmein12 letmein123 letmein1234 letmein12345 letmein123456 letmein2 letmein2020 letmein2021 letmein2022 letmein2023 letmein2024 letmeinnow
letmeinplease liberdade liberdade01 liberdade1 liberdade10 liberdade11 liberdade12 liberdade123 liberdade1234 liberdade12345 liberdade123456 liberdade2 liberdade2020 liberdade2021
liberdade2022 liberdade2023 liberty lightning lilian linda lindinha liverpool livia lizard lobo login login01 login1 login10 login11 login12 login123 login1234 login12345
login123456 login2 login2020 login2021 login2022 login2023 login2024 london lorena lorenzo losers louise lourdes love lovely loveme lover loveyou luana lucas lucas01 lucas1 lucas10
lucas11 lucas12 lucas123 lucas1234 lucas12345 lucas123456 lucas2 lucas2020 lucas2021 lucas2022 lucas2023 lucia luciana luciano lucky luisa luiz luiza luz macaco mackenzie madalena
madison madonna madrid maggie magic magico maiara maike mailson maisa malhacao mamae mamae01 mamae1 mamae10 mamae11 mamae12 mamae123 mamae1234 mamae12345 mamae123456 mamae2
mamae2020 mamae2021 mamae2022 mamae2023 manchester manga manuela marcela marcelo marcia marcio marco marcos marcus margaret margarida maria maria01 maria1 maria10 maria11 maria12
maria123 maria1234 maria12345 maria123456 maria2 maria2020 maria2021 maria2022 maria2023 mariajose mariana mariana01 mariana1 mariana10 mariana11 mariana12 mariana123 mariana1234
mariana12345 mariana123456 mariana2 mariana2020 mariana2021 mariana2022 mariana2023 marilia marina marine mariners mario marisa marlboro marlon marta martin martins master master01
master1 master10 master11 master12 master123 master1234 master12345 master123456 master2 master2020 master2021 master2022 master2023 master2024 mateus mateus01 mateus1 mateus10
mateus11 mateus12 mateus123 mateus1234 mateus12345 mateus123456 mateus2 mateus2020 mateus2021 mateus2022 mateus2023 matheus matrix matthew matthew01 matthew1 matthew10 matthew11
matthew12 matthew123 matthew1234 matthew12345 matthew123456 matthew2 matthew2020 matthew2021 matthew2022 matthew2023 mauricio mauro maverick maximus maxwell mayara medicina
melancia melanie melissa mercedes merlin mestre mestre01 mestre1 mestre10 mestre11 mestre12 mestre123 mestre1234 mestre12345 mestre123456 mestre2 mestre2020 mestre2021 mestre2022
mestre2023 mestre2024 metallica meuamor meubebe meudeus meufilho meupastor mexico miami michael michael01 michael1 michael10 michael11 michael12 michael123 michael1234 michael12345
michael123456 michael2 michael2020 michael2021 michael2022 michael2023 michele michelle michelle01 michelle1 michelle10 michelle11 michelle12 michelle123 michelle1234 michelle12345
michelle123456 michelle2 michelle2020 michelle2021 michelle2022 michelle2023 mickey microsoft miguel milena miller milton minecraft minhafamilia minhafamilia01 minhafamilia1
minhafamilia10 minhafamilia11 minhafamilia12 minhafamilia123 minhafamilia1234 minhafamilia12345 minhafamilia123456 minhafamilia2 minhafamilia2020 minhafamilia2021 minhafamilia2022
minhafamilia2023 minhasenha minhavida minnie miranda mirella moises monalisa money monica monique monkey monkey01 monkey1 monkey10 monkey11 monkey12 monkey123 monkey1234
monkey12345 monkey123456 monkey2 monkey2020 monkey2021 monkey2022 monkey2023 monkey2024 monster montanha morango morena moreno morgan moto motorola mozart mudar mudar01 mudar1
mudar10 mudar11 mudar12 mudar123 mudar1234 mudar12345 mudar123456 mudar2 mudar2020 mudar2021 mudar2022 mudar2023 mudeme mudeme01 mudeme1 mudeme10 mudeme11 mudeme12 mudeme123
mudeme1234 mudeme12345 mudeme123456 mudeme2 mudeme2020 mudeme2021 mudeme2022 mudeme2023 mudesuasenha muffin mulher mundial murilo music musica mustang mustang01 mustang1 mustang10
mustang11 mustang12 mustang123 mustang1234 mustang12345 mustang123456 mustang2 mustang2020 mustang2021 mustang2022 mustang2023 mylove mypassword mysecret mysecretpassword
nacaorubronegra naruto naruto01 naruto1 naruto10 naruto11 naruto12 naruto123 naruto1234 naruto12345 naruto123456 naruto2 naruto2020 naruto2021 naruto2022 naruto2023 nascar natalia
nathalia nathan natureza newpassword newyork neymar nicole nikita ninja ninja01 ninja1 ninja10 ninja11 ninja12 ninja123 ninja1234 ninja12345 ninja123456 ninja2 ninja2020 ninja2021
ninja2022 ninja2023 nintendo nirvana noentry nokia nopassword nossasenhora notebook novasenha november novembro october odonto odonto01 odonto1 odonto10 odonto11 odonto12 odonto123
odonto1234 odonto12345 odonto123456 odonto2 odonto2020 odonto2021 odonto2022 odonto2023 odontologia odontologia01 odontologia1 odontologia10 odontologia11 odontologia12
odontologia123 odontologia1234 odontologia12345 odontologia123456 odontologia2 odontologia2020 odontologia2021 odontologia2022 odontologia2023 oldpassword oliveira oliver olivia
opensesame orange orlando osenhoremeupastor outono outono01 outono1 outono10 outono11 outono12 outono123 outono1234 outono12345 outono123456 outono2 outono2020 outono2021
outono2022 outono2023 outubro p@ssw0rd p@ssword pa55word paciente paciente01 paciente1 paciente10 paciente11 paciente12 paciente123 paciente1234 paciente12345 paciente123456
paciente2 paciente2020 paciente2021 paciente2022 paciente2023 pacman padrao palhaco palmeiras palmeiras01 palmeiras1 palmeiras10 palmeiras11 palmeiras12 palmeiras123 palmeiras1234
palmeiras12345 palmeiras123456 palmeiras2 palmeiras2020 palmeiras2021 palmeiras2022 palmeiras2023 pamela pantera panther papagaio papai papai01 papai1 papai10 papai11 papai12
papai123 papai1234 papai12345 papai123456 papai2 papai2020 papai2021 papai2022 papai2023 paraiso parana parker pass pass1234 passaro passport passw0rd passw0rd01 passw0rd1
passw0rd10 passw0rd11 passw0rd12 passw0rd123 passw0rd1234 passw0rd12345 passw0rd123456 passw0rd2 passw0rd2020 passw0rd2021 passw0rd2022 passw0rd2023 passw0rd2024 passwd password
password01 password1 password10 password11 password12 password123 password1234 password12345 password123456 password2 password2020 password2021 password2022 password2023
password2024 passwordadmin passwordpassword patience patricia patricia01 patricia1 patricia10 patricia11 patricia12 patricia123 patricia1234 patricia12345 patricia123456 patricia2
patricia2020 patricia2021 patricia2022 patricia2023 patricio paula paulista paulo paz peanut pedro pedro01 pedro1 pedro10 pedro11 pedro12 pedro123 pedro1234 pedro12345 pedro123456
pedro2 pedro2020 pedro2021 pedro2022 pedro2023 penelope pepper pepper01 pepper1 pepper10 pepper11 pepper12 pepper123 pepper1234 pepper12345 pepper123456 pepper2 pepper2020
pepper2021 pepper2022 pepper2023 pereira perfect perfeito phoenix picasso pinguim pipoca pirata pirate pizza planeta playboy player poderoso poison pokemon pokemon01 pokemon1
pokemon10 pokemon11 pokemon12 pokemon123 pokemon1234 pokemon12345 pokemon123456 pokemon2 pokemon2020 pokemon2021 pokemon2022 pokemon2023 policia poneis porsche portugal potter
powers praia preciosa pretinha pretinho pretty primavera primavera01 primavera1 primavera10 primavera11 primavera12 primavera123 primavera1234 primavera12345 primavera123456
primavera2 primavera2020 primavera2021 primavera2022 primavera2023 primeiroacesso prince princesa princesa01 princesa1 princesa10 princesa11 princesa12 princesa123 princesa1234
princesa12345 princesa123456 princesa2 princesa2020 princesa2021 princesa2022 princesa2023 princesa2024 princess princess01 princess1 princess10 princess11 princess12 princess123
princess1234 princess12345 princess123456 princess2 princess2020 princess2021 princess2022 princess2023 princess2024 professor professora provisoria puppy purple q1w2e3 q1w2e3r4
q1w2e3r4t5 qazwsx qazwsxedc qwe123 qweasd qweasdzxc qwer1234 qwert qwert12345 qwerty qwerty01 qwerty1 qwerty10 qwerty11 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456
qwerty2 qwerty2020 qwerty2021 qwerty2022 qwerty2023 qwerty2024 qwertyui qwertyuiop qwertyuiop01 qwertyuiop1 qwertyuiop10 qwertyuiop11 qwertyuiop12 qwertyuiop123 qwertyuiop1234
qwertyuiop12345 qwertyuiop123456 qwertyuiop2 qwertyuiop2020 qwertyuiop2021 qwertyuiop2022 qwertyuiop2023 qwertyuiop2024 rabbit rafael rafael01 rafael1 rafael10 rafael11 rafael12
rafael123 rafael1234 rafael12345 rafael123456 rafael2 rafael2020 rafael2021 rafael2022 rafael2023 raider raiders raimundo rainbow ramon ranger raquel rayane realmadrid rebeca
rebecca recepcao recepcao01 recepcao1 recepcao10 recepcao11 recepcao12 recepcao123 recepcao1234 recepcao12345 recepcao123456 recepcao2 recepcao2020 recepcao2021 recepcao2022
recepcao2023 recife redsox regina reginaldo renan renata renato rhianna ribeiro ricardo ricardo01 ricardo1 ricardo10 ricardo11 ricardo12 ricardo123 ricardo1234 ricardo12345
ricardo123456 ricardo2 ricardo2020 ricardo2021 ricardo2022 ricardo2023 richard rihanna robert robert01 robert1 robert10 robert11 robert12 robert123 robert1234 robert12345
robert123456 robert2 robert2020 robert2021 robert2022 robert2023 roberta roberto robson rocket rockstar rodolfo rodrigo rodrigo01 rodrigo1 rodrigo10 rodrigo11 rodrigo12 rodrigo123
rodrigo1234 rodrigo12345 rodrigo123456 rodrigo2 rodrigo2020 rodrigo2021 rodrigo2022 rodrigo2023 rodrigues roger romance romeu ronaldinho ronaldo root root01 root1 root10 root11
root12 root123 root1234 root12345 root123456 root2 root2020 root2021 root2022 root2023 root2024 rootroot rosa rosana rosangela rosario rose roses rubens runner sabrina sagitario
salvador samantha samsung samsung01 samsung1 samsung10 samsung11 samsung12 samsung123 samsung1234 samsung12345 samsung123456 samsung2 samsung2020 samsung2021 samsung2022
samsung2023 samuel sandra sandro santa santana santiago santos santos01 santos1 santos10 santos11 santos12 santos123 santos1234 santos12345 santos123456 santos2 santos2020
santos2021 santos2022 santos2023 santosfc saojorge saopaulo saopaulo01 saopaulo1 saopaulo10 saopaulo11 saopaulo12 saopaulo123 saopaulo1234 saopaulo12345 saopaulo123456 saopaulo2
saopaulo2020 saopaulo2021 saopaulo2022 saopaulo2023 saturno saudade saudade01 saudade1 saudade10 saudade11 saudade12 saudade123 saudade1234 saudade12345 saudade123456 saudade2
saudade2020 saudade2021 saudade2022 saudade2023 saude saude01 saude1 saude10 saude11 saude12 saude123 saude1234 saude12345 saude123456 saude2 saude2020 saude2021 saude2022
saude2023 school scooby scorpio scorpion sebastian secret secret01 secret1 secret10 secret11 secret12 secret123 secret1234 secret12345 secret123456 secret2 secret2020 secret2021
secret2022 secret2023 secretaria secretaria01 secretaria1 secretaria10 secretaria11 secretaria12 secretaria123 secretaria1234 secretaria12345 secretaria123456 secretaria2
secretaria2020 secretaria2021 secretaria2022 secretaria2023 segredo segredo01 segredo1 segredo10 segredo11 segredo12 segredo123 segredo1234 segredo12345 segredo123456 segredo2
segredo2020 segredo2021 segredo2022 segredo2023 segunda segura seguranca senha senha01 senha1 senha10 senha11 senha12 senha123 senha1234 senha12345 senha123456 senha2 senha2020
senha2021 senha2022 senha2023 senha2024 senhaforte senhanova senhapadrao senhas senhas01 senhas1 senhas10 senhas11 senhas12 senhas123 senhas1234 senhas12345 senhas123456 senhas2
senhas2020 senhas2021 senhas2022 senhas2023 senhas2024 senhasecreta senhasegura september sergio setembro sexo sexta sexy shadow shadow01 shadow1 shadow10 shadow11 shadow12
shadow123 shadow1234 shadow12345 shadow123456 shadow2 shadow2020 shadow2021 shadow2022 shadow2023 shadow2024 shannon sharks sheila shelby shorty sierra silva silvana silver silvia
simone simpson sistema sistema01 sistema1 sistema10 sistema11 sistema12 sistema123 sistema1234 sistema12345 sistema123456 sistema2 sistema2020 sistema2021 sistema2022 sistema2023
skate skywalker slayer slipknot smokey sniper snoopy soberano soccer soccer01 soccer1 soccer10 soccer11 soccer12 soccer123 soccer1234 soccer12345 soccer123456 soccer2 soccer2020
soccer2021 soccer2022 soccer2023 soccer2024 sofia sol soldado soledad sonic sophia sophie sorriso sorriso01 sorriso1 sorriso10 sorriso11 sorriso12 sorriso123 sorriso1234
sorriso12345 sorriso123456 sorriso2 sorriso2020 sorriso2021 sorriso2022 sorriso2023 sorrisofeliz sorrisoperfeito souza spider spiderman spirit spring spring01 spring1 spring10
spring11 spring12 spring123 spring1234 spring12345 spring123456 spring2 spring2020 spring2021 spring2022 spring2023 starwars starwars01 starwars1 starwars10 starwars11 starwars12
starwars123 starwars1234 starwars12345 starwars123456 starwars2 starwars2020 starwars2021 starwars2022 starwars2023 stella stephanie stephany steven strawberry suasenha sucesso
suelen summer summer01 summer1 summer10 summer11 summer12 summer123 summer1234 summer12345 summer123456 summer2 summer2020 summer2021 summer2022 summer2023 sunflower sunny sunset
sunshine sunshine01 sunshine1 sunshine10 sunshine11 sunshine12 sunshine123 sunshine1234 sunshine12345 sunshine123456 sunshine2 sunshine2020 sunshine2021 sunshine2022 sunshine2023
sunshine2024 supergirl superman superman01 superman1 superman10 superman11 superman12 superman123 superman1234 superman12345 superman123456 superman2 superman2020 superman2021
superman2022 superman2023 superman2024 superpassword superstar suporte suporte01 suporte1 suporte10 suporte11 suporte12 suporte123 suporte1234 suporte12345 suporte123456 suporte2
suporte2020 suporte2021 suporte2022 suporte2023 susana suzana sweet sweetheart sweety tania tarantula tartaruga tatiana tatiane taurus taylor tchau teamo teamo01 teamo1 teamo10
teamo11 teamo12 teamo123 teamo1234 teamo12345 teamo123456 teamo2 teamo2020 teamo2021 teamo2022 teamo2023 teamo2024 teamodemais teamomuito tecnologia tekila telefone temporaria
temporary temppassword tennis teresa test test01 test1 test10 test11 test12 test123 test1234 test12345 test123456 test2 test2020 test2021 test2022 test2023 test2024 teste teste01
teste1 teste10 teste11 teste12 teste123 teste1234 teste12345 teste123456 teste2 teste2020 teste2021 teste2022 teste2023 teste2024 thais thalita theman thiago thiago01 thiago1
thiago10 thiago11 thiago12 thiago123 thiago1234 thiago12345 thiago123456 thiago2 thiago2020 thiago2021 thiago2022 thiago2023 thisisapassword thomas thomas01 thomas1 thomas10
thomas11 thomas12 thomas123 thomas1234 thomas12345 thomas123456 thomas2 thomas2020 thomas2021 thomas2022 thomas2023 thunder tiago tiger tigers tigger tigre timaoeo tinkerbell
todopoderoso tomate tomorrow toyota trabalho trabalho01 trabalho1 trabalho10 trabalho11 trabalho12 trabalho123 trabalho1234 trabalho12345 trabalho123456 trabalho2 trabalho2020
trabalho2021 trabalho2022 trabalho2023 travis tricolor tricolorpaulista trindade trinity triunfo trocar trocar01 trocar1 trocar10 trocar11 trocar12 trocar123 trocar1234 trocar12345
trocar123456 trocar2 trocar2020 trocar2021 trocar2022 trocar2023 trocarsenha trustno trustno01 trustno1 trustno10 trustno11 trustno12 trustno123 trustno1234 trustno12345
trustno123456 trustno2 trustno2020 trustno2021 trustno2022 trustno2023 tucano tulipa turtle twilight umbrella unicornio universidade universo user user01 user1 user10 user11 user12
user123 user1234 user12345 user123456 user2 user2020 user2021 user2022 user2023 user2024 useruser usuario usuario01 usuario1 usuario10 usuario11 usuario12 usuario123 usuario1234
usuario12345 usuario123456 usuario2 usuario2020 usuario2021 usuario2022 usuario2023 usuario2024 vaicorinthians valentina valeria vampire vampiro vanessa vanessa01 vanessa1
vanessa10 vanessa11 vanessa12 vanessa123 vanessa1234 vanessa12345 vanessa123456 vanessa2 vanessa2020 vanessa2021 vanessa2022 vanessa2023 vanilla vasco vasco01 vasco1 vasco10
vasco11 vasco12 vasco123 vasco1234 vasco12345 vasco123456 vasco2 vasco2020 vasco2021 vasco2022 vasco2023 verao verao01 verao1 verao10 verao11 verao12 verao123 verao1234 verao12345
verao123456 verao2 verao2020 verao2021 verao2022 verao2023 verdao verde vermelho veronica victor victoria vida vida01 vida1 vida10 vida11 vida12 vida123 vida1234 vida12345
vida123456 vida2 vida2020 vida2021 vida2022 vida2023 viking vinicius violeta virgem virginia vitoria vitoria01 vitoria1 vitoria10 vitoria11 vitoria12 vitoria123 vitoria1234
vitoria12345 vitoria123456 vitoria2 vitoria2020 vitoria2021 vitoria2022 vitoria2023 viviane volcom volleyball voyager wagner walter warrior warriors welcome welcome01 welcome1
welcome10 welcome11 welcome12 welcome123 welcome1234 welcome12345 welcome123456 welcome2 welcome2020 welcome2021 welcome2022 welcome2023 welcome2024 wellington wesley whatever
whatever01 whatever1 whatever10 whatever11 whatever12 whatever123 whatever1234 whatever12345 whatever123456 whatever2 whatever2020 whatever2021 whatever2022 whatever2023 william
willian wilson window windows winner winter winter01 winter1 winter10 winter11 winter12 winter123 winter1234 winter12345 winter123456 winter2 winter2020 winter2021 winter2022
winter2023 wisdom wizard wolverine wonderful world xbox xxxx yamaha yankees yasmin yellow yolanda yourpassword zaq12wsx zaq1zaq1 zebra zelda zeppelin zidane zombie zxc123 zxcvbn
zxcvbn01 zxcvbn1 zxcvbn10 zxcvbn11 zxcvbn12 zxcvbn123 zxcvbn1234 zxcvbn12345 zxcvbn123456 zxcvbn2 zxcvbn2020 zxcvbn2021 zxcvbn2022 zxcvbn2023 zxcvbn2024 zxcvbnm zxcvbnm01 zxcvbnm1
zxcvbnm10 zxcvbnm11 zxcvbnm12 zxcvbnm123 zxcvbnm1234 zxcvbnm12345 zxcvbnm123456 zxcvbnm2 zxcvbnm2020 zxcvbnm2021 zxcvbnm2022 zxcvbnm2023 zxcvbnm2024
`;

export const commonPasswords: ReadonlySet<string> = new Set(list.trim().split(/\s+/));
