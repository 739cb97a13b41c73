/** Profiles, posts, stories and what is written under them. */
export const postStyle = `
bdi,.words{overflow-wrap:anywhere}
.apart{margin-top:20px}
.own{display:grid;gap:10px;padding-top:10px}
.own details[open]{flex-basis:100%;display:grid;gap:10px}
.own summary{cursor:pointer;list-style:none}
.own summary::-webkit-details-marker{display:none}
.own details p{margin:10px 0}
.comments .own{padding-left:52px}
.tabs{display:flex;flex-wrap:wrap;gap:0 24px;margin-top:20px;border-bottom:1px solid var(--ctl)}
.tabs a{padding:10px 0;text-decoration:none;color:var(--fg2);border-bottom:3px solid transparent;margin-bottom:-1px}
.tabs a:hover{color:var(--fg)}
.tabs a[aria-current]{color:var(--fg);font-weight:600;border-color:var(--go)}
.tabs+.apps,.tabs+.box{margin-top:20px}
.empty{padding:20px 24px}
.choice{display:flex;flex-wrap:wrap;gap:8px}
.field{display:grid;gap:4px;min-width:0}
.field label{font-size:13px;line-height:18px;color:var(--fg2)}
.field select,.field textarea,.field input{width:100%;min-height:44px;padding:10px;border:1px solid var(--ctl);border-radius:3px;
background:var(--sheet);color:var(--fg);font:inherit}
.field textarea{resize:vertical;min-height:66px}
.act{display:grid;gap:14px;padding-bottom:20px}
.soft+.act{margin-top:14px}
.act .actions{margin-top:0}
.act .actions .go{flex:none}
.act.find{grid-template-columns:minmax(0,1fr) auto;align-items:end;margin-top:20px;padding:0}
.act.find p{grid-column:1/-1}
.act.row{grid-template-columns:minmax(0,16rem) repeat(3,auto);justify-content:start;align-items:end;padding:16px 32px 24px;
border-top:1px solid var(--ln)}
.profile .framed{display:grid;gap:6px;justify-items:center;text-decoration:none}
.framed .portrait{outline:3px double var(--go);outline-offset:4px;margin-bottom:4px}
.framed .small{text-decoration:underline;text-underline-offset:3px}
.grid a{position:relative}
.kind{position:absolute;right:0;bottom:0;padding:2px 10px;background:var(--band);color:#fff;font-size:13px;line-height:18px}
.byline{display:flex;flex-wrap:wrap;align-items:center;gap:12px;padding:14px 24px}
.byline>div{flex:1;min-width:12rem}
.byline h1{font-size:17px;line-height:24px}
.broad{width:min(70rem,calc(100% - 32px));margin:40px auto;flex:1}
.post{display:grid;gap:3px}
.talk{margin-top:24px;min-width:0}
.talk .box{padding:16px 24px;margin-top:8px}
.figure{overflow:hidden;background:var(--ln)}
.figure img,.figure video{height:auto;max-height:min(80vh,60rem);object-fit:contain}
.figure video{display:block;width:100%;background:#000}
.strip{display:flex;overflow-x:auto;scroll-snap-type:x mandatory}
.strip:focus-visible{outline-offset:-3px}
.slide{flex:0 0 100%;scroll-snap-align:start;scroll-margin-top:24px;display:grid;align-items:center}
.dots{display:flex;flex-wrap:wrap;justify-content:center;background:var(--sheet);border-top:1px solid var(--ln)}
.dots a{display:grid;place-items:center;min-width:44px;min-height:44px}
.said{padding:16px 24px;display:grid;gap:10px}
.headed{display:flex;flex-wrap:wrap;justify-content:space-between;gap:12px;align-items:baseline}
.comments,.replies,.steps{margin:0;padding:0;list-style:none}
.comments>li{border-top:1px solid var(--ln);padding:14px 0}
.comments>li:last-child{padding-bottom:0}
.replies{padding-left:52px}
.replies>li{padding-top:12px}
.comment{display:grid;grid-template-columns:36px minmax(0,1fr);gap:4px 16px;scroll-margin-top:24px}
.comment>div{overflow:clip;overflow-clip-margin:6px}
.comment .own{padding-left:0}
.said .words{overflow:clip;overflow-clip-margin:2px}
.comment:target{background:var(--bg);outline:8px solid var(--bg)}
.mark.low{width:36px;height:36px;font-size:14px}
.pager{display:grid;grid-template-columns:1fr auto 1fr;gap:12px;align-items:center;margin-top:18px}
.pager a{justify-self:start;min-height:44px;display:inline-flex;align-items:center}
.pager :last-child{justify-self:end}
.story .pager{display:flex;justify-content:space-between}
.story .byline{flex-wrap:nowrap;padding:14px 16px}
.story .byline>div{min-width:0}
.story{width:min(30rem,100%);margin:0 auto;display:grid;gap:8px}
.steps{display:flex;gap:4px}
.steps li{flex:1;min-width:0}
.steps a{display:grid;align-items:center;height:24px}
.steps a::before{content:"";height:4px;background:var(--ctl);opacity:.45}
.steps a[aria-current]::before{background:var(--go);opacity:1}
.tall img,.tall video{max-height:70vh}
@media (min-width:64rem){
.post{grid-template:"figure head" auto "figure said" auto "figure talk" 1fr/minmax(0,5fr) minmax(22rem,4fr);gap:3px 24px}
.post .byline{grid-area:head}
.post .figure{grid-area:figure;align-self:start}
.post .said{grid-area:said}
.post .talk{grid-area:talk}}
@media (max-width:480px){
.wide,.broad{margin:16px auto}
.talk .box{padding:14px 16px}
.byline,.said,.empty{padding-left:16px;padding-right:16px}
.act.row{grid-template-columns:1fr 1fr;padding:14px 16px 18px}
.act.row .field{grid-column:1/-1}
.replies{padding-left:20px}
.numbers{gap:4px 18px}
.tabs{gap:0 18px}}
`;
