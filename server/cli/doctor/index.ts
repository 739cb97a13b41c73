export { examine } from './examine.ts';
export { withSimulator } from './find-configuration.ts';
export { formatFindings } from './format-findings.ts';
