/**
 * The simulator's own look: cold grey and slate, square corners, a hatched band. It resembles neither Instagram nor the product
 * it serves, in either colour scheme.
 */
export const style = `
:root{color-scheme:light dark;
--bg:oklch(.935 .004 250);--sheet:oklch(1 0 0);--fg:oklch(.24 .012 255);--fg2:oklch(.44 .014 255);--ln:oklch(.88 .006 250);
--ctl:oklch(.58 .012 255);--go:oklch(.36 .055 255);--on-go:#fff;--band:oklch(.24 .012 255);--band2:oklch(.31 .014 255)}
@media (prefers-color-scheme:dark){:root{
--bg:oklch(.19 .008 255);--sheet:oklch(.235 .01 255);--fg:oklch(.93 .006 250);--fg2:oklch(.76 .012 255);--ln:oklch(.34 .012 255);
--ctl:oklch(.62 .014 255);--go:oklch(.8 .05 250);--on-go:oklch(.2 .02 255);--band:oklch(.13 .008 255);--band2:oklch(.2 .01 255)}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:400 15px/22px system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
font-variant-numeric:tabular-nums;min-height:100dvh;display:flex;flex-direction:column}
h1,h2,h3,p,ul,dl,dd,figure{margin:0;padding:0}
ul{list-style:none}
h1+p{margin-top:6px}
h1{font-size:21px;line-height:28px;font-weight:600;letter-spacing:-.008em;text-wrap:balance;overflow-wrap:anywhere}
h2,h3{font-size:15px;line-height:22px;font-weight:600;overflow-wrap:anywhere}
a{color:inherit;text-underline-offset:3px}
img{display:block;width:100%;height:100%;object-fit:cover}
code{font:13px/18px ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
:focus-visible{outline:3px solid var(--go);outline-offset:2px}
.small{font-size:13px;line-height:18px;color:var(--fg2)}
.small a,.foot a{display:inline-block;padding:3px 0}
.soft{color:var(--fg2)}
.band{background:repeating-linear-gradient(135deg,var(--band) 0 10px,var(--band2) 10px 20px);color:#fff;display:flex;
justify-content:center;padding:9px 16px;font-size:13px;line-height:18px}
.band p{background:var(--band);padding:2px 14px}
.sheet,.box{background:var(--sheet);border:1px solid var(--ln);border-radius:4px}
.sheet{width:min(30rem,calc(100% - 32px));margin:32px auto;padding:32px}
.wide{width:min(46rem,calc(100% - 32px));margin:40px auto;flex:1}
.who{display:flex;flex-wrap:wrap;align-items:center;gap:12px;padding:14px 0 22px}
.who a{margin-left:auto}
.portrait{width:40px;height:40px;overflow:hidden;border-radius:2px;flex:none;background:var(--ln)}
.accounts{margin:20px 0}
.accounts button{display:flex;align-items:center;gap:12px;width:100%;padding:12px 8px;border:0;border-top:1px solid var(--ln);
background:none;color:inherit;font:inherit;text-align:left;cursor:pointer}
.accounts button:hover{background:var(--bg)}
.accounts b{display:block;font-weight:600;overflow-wrap:anywhere}
.scopes li{display:flex;align-items:center;gap:16px;padding:13px 0;border-top:1px solid var(--ln)}
.scopes li:last-child{border-bottom:1px solid var(--ln)}
.scopes div{flex:1;min-width:0}
.scopes .small{overflow-wrap:anywhere}
.switch{appearance:none;flex:none;width:40px;height:24px;margin:0;border:1.5px solid var(--ctl);border-radius:3px;background:var(--sheet);
padding:2px;cursor:pointer;display:flex}
.switch::before{content:"";width:17px;height:17px;border-radius:1px;background:var(--ctl)}
.switch:checked{background:var(--go);border-color:var(--go);justify-content:flex-end}
.switch:checked::before{background:var(--on-go)}
.actions{display:flex;flex-wrap:wrap;gap:10px;margin-top:24px}
.button{display:inline-flex;align-items:center;justify-content:center;min-height:44px;padding:0 20px;border-radius:3px;
border:1px solid var(--ctl);background:var(--sheet);color:var(--fg);font:inherit;font-weight:600;text-decoration:none;
cursor:pointer}
.button.go{background:var(--go);border-color:var(--go);color:var(--on-go);flex:1}
.button.low{min-height:36px;padding:0 14px;font-size:14px}
.foot{padding:18px;text-align:center}
.apps{margin-top:8px;background:var(--sheet);border:1px solid var(--ln);border-radius:4px}
.app{display:grid;grid-template-columns:44px minmax(0,1fr) auto;gap:4px 16px;padding:20px 24px;align-items:start}
.app+.app{border-top:1px solid var(--ln)}
.mark{width:44px;height:44px;background:var(--go);color:var(--on-go);display:grid;place-items:center;font-weight:600;border-radius:2px}
.mark.off{background:var(--ln);color:var(--fg)}
.facts{grid-column:2/-1;display:grid;grid-template-columns:112px minmax(0,1fr);gap:4px 16px;font-size:13px;line-height:18px;margin-top:10px}
.facts dt{color:var(--fg2)}
.facts dd{overflow-wrap:anywhere}
.profile{display:grid;grid-template-columns:112px minmax(0,1fr);gap:32px;align-items:center;padding:28px 32px}
.profile .portrait{width:112px;height:112px;border-radius:3px}
.numbers{display:flex;flex-wrap:wrap;gap:4px 28px;margin:12px 0 10px}
.numbers b{font-weight:600}
.grid{display:grid;grid-template-columns:repeat(3,1fr);gap:3px;margin-top:3px}
.grid a{aspect-ratio:4/5;overflow:hidden;display:block}
.fields{display:flex;flex-wrap:wrap;gap:10px;align-items:end;margin-top:12px}
.fields label{display:grid;gap:4px;font-size:13px;line-height:18px;color:var(--fg2)}
.fields input,.fields select{min-height:36px;padding:0 10px;border:1px solid var(--ctl);border-radius:3px;background:var(--sheet);color:var(--fg);font:inherit;max-width:100%}
.section{margin-top:28px}
.section .box{padding:16px 24px;margin-top:8px}
.table{overflow-x:auto}
.table table{border-collapse:collapse;width:100%;font-size:13px;line-height:18px}
.table th,.table td{text-align:left;vertical-align:top;padding:8px 16px 8px 0;border-top:1px solid var(--ln)}
.table th{font-weight:600;border-top:0}
@media (max-width:480px){
.sheet{padding:24px 20px}
.app{grid-template-columns:44px minmax(0,1fr);padding:16px}
.app form{grid-column:2}
.facts{grid-column:1/-1;grid-template-columns:88px minmax(0,1fr)}
.profile{grid-template-columns:72px minmax(0,1fr);gap:16px;padding:20px 16px}
.profile .portrait{width:72px;height:72px}
.section .box{padding:14px 16px}}
`;
