// The secrets that most people choose, which guessing begins with. What a rule in secret-faults.ts refuses anyway is left
// out. Drawn from the list of passwords in zxcvbn-ts (MIT), which was counted from leaks, and from what is usual in China.

/** PINs, six digits each. */
export const commonPins: ReadonlySet<string> = new Set(
  `
  006900 007008 010170 010180 010181 010191 010390 013579 014789 019283 024680 070462 074401 088011 098123 100500 101077 101080 102030 102938 106666
  112358 115200 119120 120676 120689 120786 120986 121281 121314 122333 123000 123098 123211 123212 123213 123234 123258 123333 123342 123345 123369
  123400 123412 123423 123432 123444 123445 123450 123451 123452 123454 123455 123457 123458 123459 123465 123555 123567 123579 123580 123589 123645
  123654 123666 123678 123698 123777 123789 123852 123890 123963 123987 124038 124356 124578 124816 125412 125478 125678 125689 128500 130680 131415
  131452 131517 132333 132435 132456 132465 133159 134679 135246 135711 135790 135791 135792 135795 135799 137946 141516 141627 142536 142857 144000
  145236 145632 146969 147123 147258 147369 147789 147852 147896 147963 148888 149521 150781 151500 151617 152535 153426 153624 153759 154263 157953
  158272 159123 159263 159357 159456 159487 159632 159753 159789 159852 159874 159963 161718 162534 164379 167943 168888 171819 172839 178500 179355
  181920 182838 183461 187211 192168 192837 195000 196400 196800 196820 196969 197000 197100 197300 197430 197500 197600 197777 197800 198000 198200
  198300 198400 198500 198600 198700 198900 198920 199000 199200 201314 203040 212223 213141 214365 215487 232425 232629 233391 234523 235689 235711
  241455 242526 246800 246810 246824 246890 247365 250588 252627 253634 258000 258025 258147 258369 258456 258654 258741 258789 258963 261397 267605
  271828 272829 276115 282860 284655 300465 302731 313233 314159 315475 315920 316497 316769 321456 321654 321678 326598 331234 333221 339311 357159
  357951 362436 362514 369147 369258 369852 375125 392781 405060 415263 420000 420247 427900 428054 430799 451236 456123 456258 456321 456838 456852
  456987 464811 475869 477041 479373 481516 492529 515000 515051 515253 524645 526282 526452 543216 555123 579300 584520 615243 616879 616913 622521
  635241 651550 654123 654987 655321 666420 666425 678901 678910 697769 703751 708090 709394 741236 741258 741852 741963 747400 748596 753159 753951
  754321 784512 785612 786110 787898 789123 789321 789456 789520 789551 789632 789654 789852 794613 800500 823762 824655 837519 852123 852147 852369
  852456 852654 852741 852963 867530 875421 888168 895623 902100 906090 908070 918273 926337 951357 951753 963147 963258 963741 963852 968574 975310
  976431 986532 987123 987321 987456
`
    .trim()
    .split(/\s+/),
)

/** Passwords of ten signs and more, in small letters. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  0000000000d 0000000000o 000777fffa 01telemike01 050605rostik 0987654321a 1029384756q 10293847qp 1111111111zz 11111aaaaa 111222333a 123123123a
  123123123q 123123qweqwe 123321qweewq 1234554321a 1234554321q 123456789. 1234567890a 1234567890d 1234567890l 1234567890m 1234567890o 1234567890p
  1234567890q 1234567890qaz 1234567890qw 1234567890qwe 1234567890qwerty 1234567890s 1234567890w 1234567890z 1234567890zzz 123456789a 123456789aa
  123456789aaa 123456789abc 123456789as 123456789asd 123456789b 123456789c 123456789d 123456789e 123456789f 123456789g 123456789i 123456789j 123456789k
  123456789l 123456789m 123456789n 123456789o 123456789p 123456789q 123456789qaz 123456789qq 123456789qqq 123456789qw 123456789qwe 123456789qwer
  123456789qwerty 123456789r 123456789s 123456789t 123456789v 123456789w 123456789x 123456789y 123456789z 123456789zx 123456789zxc 123456789zz
  12345678qwe 1234567qwertyu 123456qwer 123456qwert 123456qwerty 123456zxcvbn 12345abcde 12345asdfg 12345qazwsx 12345qwert 12345qwert7 12345qwerty
  12345trewq 12345zxcvb 1234qwerasdf 1234qwerasdfzxcv 1234qwerty 123654789a 123ewqasdcxz 123hfjdk147 123qwe123qwe 123qwe456rty 123qweasdzx 123qweasdzxc
  123qwerty123 12andriy14 132forever 147258369a 17171717aa 192837465q 1958proman 1986irachka 19952009sa 19960610ilja 19mtpgam19 1a2a3a4a5a 1a2a3a4a5a6a
  1a2b3c4d5e 1a2s3d4f5g 1a2s3d4f5g6h 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3e 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qaz@wsx3edc 1qazwsxedc 1qazxsw2345 1qazxsw23edc
  1qazxsw23edcvfr4 1qwertyuiop 20162016up 23176djivanfros 2606642yra 26429vadim 32615948worms 38gjgeuftd 413276191q 42qwerty42 4815162342a 4815162342lf
  4815162342lost 4815162342q 5201314abc 5858855abc 59382113kevinp 6215mila6215 7777755102q 789456123a 789456123q 7elephants 80070633pc 80361665abc
  8096468644q 87654321vv 89063032220m 89231243658s 89876065093rax 89semtsriuty 8phrowz622 8phrowz624 987654321a 987654321g 987654321z 989244342a
  999111999q 99strenght a123456789 a1234567890 a1a2a3a4a5 a1s2d3f4g5 a1s2d3f4g5h6 a789456123 a987654321 aa123456789 aaa123456789 abc1234567 abc123456789
  abc5201314 abcd123456 abcde12345 abercrombie abracadabra abrakadabra absolutely accountbloc accounting activation ad12345678 admin12345 admin123456
  admin18533362 admin888888 administrator administrator1 adrenaline aezakmi123 afghanistan afrika2002 aini1314520 ajcuivd289 ajnjuhfabz
  aksjdlasdakj89879 alabama123 alejandro1 aleksander aleksandra alessandra alessandro alexander1 alexandra1 alexandria alexsander alinaalina alisaalisa
  alkanaft123 alpha135792468 alphabravo alphaomega alternativa alternative amadeusptfcor ambassador amsterdam1 anastasija anastasiya anderlecht
  andrewjackie andrey1992 angelangel angelochek angelofwar animal2000 antananarivu anytimetoday apocalypse apokalipsis applejuice applesauce armageddon
  arsenal123 artemartem asd123456789 asd123asd123 asdf123456 asdfg12345 asdfgh123456 asdfghjkl1 asdfghjkl123 astalavista astonmartin astonvilla
  astra334566 auckland2010 australia1 avrillavigne awdrgyjilp awesome123 azerbaijan azerbaycan azertyuiop azsxdcfvgb azwebitalia badiman28200
  badnaamhere barbarossa baseball10 baseball11 baseball12 baseball21 basketball basketball1 bassmaster battlefield battlestar beautiful1 beijing2008
  belladonna berezuckiy berlin1945 bernadette bestfriend biblioteka bigbrother birmingham birthday10 birthday100 birthday133 birthday21 birthday26
  birthday27 birthday28 birthday299 birthday36 birthday54 blackadder blackberry blackdragon blackhawks blackheart blackhorse blacklabel blackmetal
  blacksheep blacksonblon bladerunner blingbling blitzkrieg bltynbabrfwbz bluedevils bluedragon bondarenko bpgjldsgjldthnf braveheart breakdance
  brucewayne bujhmbujhm bullnuts2003 bullwinkle bushmaster bvncnbnvvbn byajhvfnbrf c123456789 calculator california california1 callofduty candyeater
  candyfinger cannondale casablanca caterpillar cegthgegth cegthgfhjkm celtic1888 cfkfvfylhf cghfdjxybr cgtwbfkbcn challenger charleston charlie111
  charlie123 charlotte1 cheburashka cheeseburger cheesecake chessmaster chester123 chesterfield chicken123 chickenwing101 china123456 chinchilla
  chocolate1 chrisbrown chupakabra cincinnati cinderella civilization cjdthitycndj clubpenguin cnfc35762209 cnfnbcnbrf cnjvfnjkju collection
  combat123654 comicbookdb comicbooks commercial compatible computador computadora computer12 confidence configuratio connection constantin constantine
  construction contrasena controller coorslight copenhagen corperfmonsy corporation cosmopolitan counterstrike crazyhorse crepusculo cristopher
  ctdfcnjgjkm cxfcnkbdfz cxfcnmttcnm cyberonline cyecvevhbr cyjdsvujljv cytuehjxrf darkknight darthvader dashadasha dbrnjhjdbx dbrnjhjdyf dctvcjcfnm
  dctvghbdtn deeppurple deerhunter deltaforce demolition department depechemode description desperados destruction deutschland devastator devildriver
  devilmaycry devilmaycry4 dfktynbyrf dhjnvytyjub dictionary difference digitalprodu disneyland djljghjdjl dkflbdjcnjr dkflbvbhjdbx dkflbvbhjdyf
  dodgeviper dogphil3650 domainlock2005 domination domodedovo donaldduck donkeykong dragonball dragonballz dragonfire dragonforce dreamonline
  drumandbass dtynbkznjh dunnowho89 duranduran edwardcullen efbcapa201 eghfdktybt ekaterina20 electronic electronics elizabeth1 elsalvador engineering
  enterprise entertainment escaflowne evanescence evangelion everything excellence experience experienced eybdthcbntn fallenangel falloutboy
  fatima753357 fcbarcelona fcnfkfdbcnf fdnjhbpfwbz felicidade fenerbahce fgjkbyfhbz fgjrfkbgcbc fighting54 finalfantasy findaupair007 fiorentina
  firefighter firestarter firstone123 fishfinger fitzgerald fkmnthyfnbdf fktrcfylh1 fktrcfylhf fktrcfylhjd fktrcfylhjdbx fktrcfylhjdf fktrcfylhjdyf
  fktrcfylth flintstone flvbybcnhfnjh football10 football12 football123 foreveryoung forgetmenot formatters foundation frankzappa frederiksberg
  freelancer freyfvfnfnf friendship friendster froinlaven fromvermine frozenfish fufnfrhbcnb fyfcnfcbz1 fyfnjkmtdbx fyfnjkmtdyf fynfyfyfhbde galatasara
  galatasaray gamemaster gatekeeper gblfhfcbyf gearsofwar generation georgetown gerasimova gettysburg gfhfcjkmrf gfhfktkjuhfv gfhfvgfvgfv gfhjkmgfhjkm
  ghbdtndctv ghbdtnghbdtn ghbdtngjrf ghbdtnrfrltkf ghjatccbjyfk ghjcnbnenrf ghjcnbvtyz ghjcnjabkz ghjcnjgbpltw ghjcnjgfhjkm ghjcnjghjcnj ghjcnjnfr1
  ghjcnjqgfhjkm ghjcnjrdfibyj ghjcnjrdfif ghjgfufylf ghjnbdjcnjzybt ghjnbdjufp ghjrehfnehf ghjrjgtyrj ghjuhfvbcn ghjuhfvvbcn ghostrecon ghostrider
  ghtdtlvtldtl gilbert2707 gjdtkbntkm gjhjlfcjqrb gjikbdctyf gjkysqgbpltw gjyjvfhtdf gjytltkmybr goldfinger good123654 goodfellas goodmorning gordolee85
  grandmaster grandorgue grasshopper greedisgood greengreen greenhouse greenlantern grimreaper gthtcnhjqrf gthtrfnbgjkt gthtrhtcnjr gtnhjpfdjlcr
  guest123456 guitarhero gundamwing gunslinger gxlmxbewym h123456789 hallelujah hammerhead hammertime happyhappy hardwareid harrypotter headhunter
  heavymetal hedimaptfcor helicopter hellohello hellokitty hellothere helloworld hellraiser hesoyam123 highlander hijodeputa hocuspocus hollister1
  hollywood1 hondacivic hondas2000 horsepower housemusic htubcnhfwbz huawei123456 hubei123456 hurricanes hypnodanny iaapptfcor iamawesome iampurehaha2
  iddqdiddqd iddqdidkfa idontknow1 illuminati ilovemusic ilovemyfamily ilovemylife ilovemyself iloveyou11 iloveyou12 iloveyou123 iloveyou1314
  iloveyou143 iloveyou22 iloveyou520 imagination imjakie123 impossible incredible independent infalicall information installdevic installsqlst
  installutil intelinside intelligence intermilan international ironmaiden iseedeadpeople itsasecret ivanivanov j123456789 jackdaniels jackhammer
  jacqueline jamesbond007 jamesjames jasmine123 jediknight jedimaster jessejames jetbalance jimandanne jlbyjxtcndj jokerjoker josephphone7 juancarlos
  juggernaut justforfun justinbiebe justinbieber jxfhjdfirf k123456789 kalifornia kaliningrad kamehameha kamelia2011 kanmax1994 katyakatya kazakhstan
  kbnthfnehf kensington kingfisher kittykitty klapaucius klubnichka knucklehead kobebryant konovalova konstantin kozanostra krasavchik kravchenko
  kristopher kryptonite ktjynsq40147 kurtcobain kwiatuszek l123456789 ladyffesta lamborghini lamborgini leavemealone ledzeppelin letmein123 letmeinnow
  lfplhfgthvf lhbjkjubz2957704 li123456789 lifeisgood lighthouse lightsaber limpbizkit lineage123 linkinpark lissalissa littlebear littleminge
  liverpool1 liverpoolfc livestrong lkjhgfdsazx lockerroom lololyo123 loploprock losangeles lost4815162342 lothlorien lotrfotr34 love777321777
  loveforever loveislife lovezp1314 luansantana lucifer666 luckycharm lumberjack luojianhua lytdybrbdfvgbhf lytghjgtnhjdcr lzhan16889 m123456789
  ma123123123 madagascar madagaskar magical123 mailcreated5240 maintenance maisuradze management manager123 manchester manchester1 mandarinka mandragora
  mangust6403 mapet123456 mapleleafs maprchem56458 marcuseckos margherita mariamaria marinamarina marinochka markhegarty mashamasha massimiliano
  mastercard masterchief mastermind matchbox20 matematica matematika mathematics mattylad10 maurolarastefy maximilian maxmotives mechanical meditation
  metallica1 metropolis mevefalkcakk michael123 michaeljackson mickeymouse microphone millennium millerlite millertime millionaire mima123456
  minecraft123 minhasenha minicooper misiaczek1 mississippi mitsubishi moneymaker moneymoney monster123 montecarlo montenegro montgom240 montgomery
  morganstanley mortalkombat mostwanted motdepasse motherlode motorcycle mousemouse msorcloledbr multimedia multiplelo multiplelog murcielago myjdxtcxks
  mypassword nastya1995 nastya1996 nastya1997 nastya2010 nastyanastya natasha123 navigation nccpl25282 necromancer necronomicon needforspeed nesterenko
  networkingpe neveragain nevergiveup neverwinter neworleans newpassword newproject2004 newzealand nhbujyjvtnhbz nhecsyfujkjdt nhfdvfnjkju123 nhfrnjhbcn
  nhfycajhvths nightcrawler nightmare1 nightshade nihao123456 nikita1998 nikita2000 nikolaevna nintendo64 nokiadermo nondriversig noonehackme nopassword
  nostradamus nottingham novosibirsk nthvbyfnjh nthvbyfnjh2 ntktdbpjh1994 nuaddn9561 nuttertools olcrackmaster oldsmobile olegnaruto omgkremidia
  onetwothree ontheoutside ontherocks opensesame orochimaru p@ssw0rd123 paintball1 pandemonium paraklast1974 parliament parol12345 parolparol passmaster
  passtrader passw0rd123 password00 password01 password10 password11 password12 password123 password1234 password13 password21 password22 password23
  password69 password88 password99 passwordassword passwordpassword passwordstandard pathfinder peacemaker peppermint percussion perfection performance
  performing peternorth peugeot406 pfhfnecnhf pfqwtd27121988 philadelphia philippines philosophy pineapple1 pittsburgh playground playstatio playstation
  playstation2 playstation3 plhfdcndeq pointblank pointbreak pokemon123 polniypizdec0211 polniypizdec1102 polniypizdec110211 polopolo09 porsche911
  portishead portsmouth postov1000 powerpower premiumcash presidente primetime21 prisonbreak production professional programmer progressive prometheus
  prosperity protection psychnaut1 ptybnxtvgbjy puertorico pufunga7782 punksnotdead pyfrjvcndj q123456789 q1234567890 q1w2e3r4t5 q1w2e3r4t5y6
  q1w2e3r4t5y6u7 q1w2e3r4t5y6u7i8 q1w2e3r4t5y6u7i8o9p0 qawsedrftg qawsedrftgyh qaz123wsx456 qaz26101778 qazwsx1234 qazwsx12345 qazwsx123456 qazwsxedc1
  qazwsxedc12 qazwsxedc123 qazwsxedcrfv qazwsxedcrfvtgb qazwsxqazwsx qazxswedc123 qazxswedcvfr qpwoeiruty qq123456789 qq1234567890 queenas8151
  quicksilver quiksilver qwaszxerdfcv qwe1234567 qwe123456789 qwe123qwe123 qweasdzxc1 qweasdzxc12 qweasdzxc123 qwer123456 qwerasdfzxcv qwert12345
  qwert54321 qwertasdfg qwertasdfgzxcvb qwertgfdsa qwerttrewq qwerty1234 qwerty12345 qwerty123456 qwerty123456789 qwerty2010 qwertyasdfgh qwertyu123
  qwertyuiop qwertyuiop1 qwertyuiop10 qwertyuiop12 qwertyuiop123 qwertyuiop12345 qwertyytrewq rainforest rammstein1 rangerover rashley198 rattlesnake
  realmadrid reanimator redemption residentevil respublika revelation reviewpass revolution reymysterio rfcgthcrbq rfgecnfcerf rfhfrfnbwf rfhfvtkmrf
  rfkbajhybz rfkmrekznjh rfnfcnhjaf rfnfgekmnf rfnthbyf1988 rhbcnbyjxrf rhfcyjzhcr rhfvfnjhcr richardson riverplate rjhjkmbien rjirfrgbde rjkjrjkmxbr
  rjycnbnewbz rjycnfynby rkfdbfnehf roadrunner rockandroll rockbottom rockhopper roflcopter romanroman ronaldinho ronaldinho10 ronaldo123 root123456
  rottweiler rubberduck runescape1 s123456789 s1a2s3h4a5 s456123789 sacramento sagittarius sailormoon salamander salamandra samsung123 sanandreas
  sanfrancisco santamaria saqartvelo sasha12345 sashasasha sataniv1993 satisfaction saun24865709 scandinavian schumacher scoubidou2 scoubidou6
  sebastian1 seemnemaailm selfok2013 seniseviyor serendipity sergeevich sersolution service321 sevastopol shadow1212 shakespeare shamanking shelbygt500
  shevchenko sidewinder silenthill silverstone simferopol simpleplan skateboard skorpion39 slipknot666 smallville snusmumrik solidsnake something1
  sonnenschein sonyericsson spam967888 spartak1922 spartan117 specialinsta specialist spiderman1 spiderman3 springfield stalker123 starcraft2 starscream
  starwars123 statistika steamforums stephanie1 stickdaddy77 stinkyfinger stomatolog stonehenge stratocaster strawberry streetball stronghold
  studioworks studmuffin subscriber summertime sundaypunch sunderland sunflower1 sunglasses sunshine69 superduper superman12 superman123 supermanboy
  supermario supernatural superpower superpuper supersonic supervisor svensps820 svetasveta sweetdream sweetdreams sweetheart sweetiepie sylviahans
  syncmaster system123456 systemofadown table54781 tadmichaels taylormade tdfyutkbjy technician techniques technology telecaster television temppassword
  terminator test123456 testing123 thebeatles thecakeisalie thesimpsons thugstools thunderbird thundercat tianshi123 ticketmaster tigertiger tigerwoods
  timberlake timberland timberwolf tinkerbell tokiohotel tombraider tottenham1 trustnoone tupacshakur tylerca310 ublhjgjybrf ubnkthrfgen ubvyfcnbrf
  ufhhbgjnnth ujkjdjkjvrf unbelievable undercover undergroun underground understand undertaker underwater underworld unforgiven uniqueness universidad
  university user123456 userexecute utyyflmtdyf v123456789 vaffanculo valentinka vanyarespekt vbhjndjhtw venom121293 verygoodbot vfhbyfvfhbyf vfhufhbnrf
  vfhvtkflrf vflfufcrfh vfntvfnbrf vfrcbvtyrj vfrcbvvfrcbv vfvfgfgf123 vfvfvskfhfve vfylfhbyrf villeneuve vinogradov vitalik123 vladimirovna vladislava
  vladivostok volkswagen volleyball voxstrange vqsablpzla vsjasnel12 vyjujnjxbt w123456789 wachtwoord walkman555 wallstreet wang123456 washington
  waterfalls watermelon wazzkaprivet wcrfxtvgbjy webhompass websolutions websolutionssu webuivalidat weihnachte weihnachten weihnachtsbau weihnachtsbaum
  welcome123 wellington wenef45313 werty12345 wethepeople whatthehell whosyourdaddy widespread winchester winnipeg261 winstonone wishmaster woaini1314
  woaini1314520 woaizhongguo wodemima123 wolverines wonderland wonderwall wonderwoman wrestling1 writerspace wwwooo1234 x123456789 xianfeng123
  xiaoxiao123 xiaoyua123 xpressmusic y123456789 yanshi1982 ybrjkftdbx ybrjkftdyf yfcnhjtybt yfcnzyfcnz yfnfitymrf yjdsqgfhjkm yoshimitsu z123456789
  z1x2c3v4b5 z1x2c3v4b5n6 z1x2c3v4b5n6m7 zaq12wsxcde3 zaqwsxcderfv zaratustra zcfvfzkexifz zcxfcnkbdf zcxfcnkbdfz zexts364325 zhang123456 zhao123456
  zhongguo123 zx123456789 zxc123456789 zxcasdqwe123 zxcv123456 zxcvb12345 zxcvbasdfg zxcvbn123456 zxcvbn3215 zxcvbnm123 zxcvbnm1234 zxcvbnm123456789
  zxcvbnmmnbvcxz
`
    .trim()
    .split(/\s+/),
)
