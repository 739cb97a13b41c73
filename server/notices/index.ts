export { deliverMails } from './deliver-mails.ts';
export { sendMail } from './send-mail.ts';
