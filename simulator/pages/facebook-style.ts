/** What the pages of the simulated Facebook need beside the common style. */
export const facebookStyle = `
.asked{border:0;margin:20px 0 0;padding:0;min-width:0}
.asked legend{padding:0;margin-bottom:6px}
.asked label{display:flex;align-items:center;gap:12px;min-height:44px;cursor:pointer}
.asked input:not(.switch){width:20px;height:20px;margin:2px;flex:none;accent-color:var(--go)}
`;
