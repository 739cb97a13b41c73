export { listEvents } from './list-events.ts';
export { recordEditing } from './record-editing.ts';
export { recordDeed, recordEvent, recordEvents } from './record-event.ts';
