export { createApp } from './create-app.ts';
export { listen } from './listen.ts';
