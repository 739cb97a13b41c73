/** Profiles, posts, stories and what is written under them. */
export const postStyle = `
.tabs{display:flex;flex-wrap:wrap;gap:0 24px;margin-top:20px;border-bottom:1px solid var(--ctl)}
.tabs a{padding:10px 0;text-decoration:none;color:var(--fg2);border-bottom:3px solid transparent;margin-bottom:-1px}
.tabs a:hover{color:var(--fg)}
.tabs a[aria-current]{color:var(--fg);font-weight:600;border-color:var(--go)}
.tabs+.apps,.tabs+.box{margin-top:20px}
.empty{padding:20px 24px}
.choice{display:flex;flex-wrap:wrap;gap:8px}
`;
