export { listEvents } from './list-events.ts';
export { recordEvent, type AuditEvent } from './record-event.ts';
