export { examine, type Instruments } from './examine.ts';
export type { Finding } from './finding.ts';
export { withSimulator } from './find-configuration.ts';
export { formatFindings } from './format-findings.ts';
