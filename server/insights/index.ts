export { readAudience } from './read-audience.ts';
export { readBestTime } from './read-best-time.ts';
export { readMediaPage } from './read-media-page.ts';
export { readMedium } from './read-medium.ts';
export { readOverview } from './read-overview.ts';
