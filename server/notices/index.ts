export { readChoices, setChoices } from './choices.ts';
export { deliverMails } from './deliver-mails.ts';
export { countUnread, listNotices, markAllRead, markRead } from './list-notices.ts';
export { mailNotices } from './mail-notices.ts';
export type { MediaDeed } from './kinds.ts';
export { notify } from './notify.ts';
export { sendMail } from './send-mail.ts';
