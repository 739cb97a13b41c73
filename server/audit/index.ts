export { listEvents } from './list-events.ts';
export { recordDeed, recordEvent, type AuditEvent, type Values } from './record-event.ts';
