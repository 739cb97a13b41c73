import { getRouteApi } from '@tanstack/react-router';
import { OwnActivity } from '../audit/own-activity.tsx';
import { Heading } from '../look/heading.tsx';
import { signInSettings as words } from './account-strings.ts';
import { EmailForm } from './email-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { SessionList } from './session-list.tsx';
import { TwoFactorSection } from './two-factor-section.tsx';

const route = getRouteApi('/signed-in/w/$slug');

/** How the person signs in, and where they are signed in. */
export function SignInSettingsPage() {
  const { session, user } = route.useRouteContext();
  return (
    <div>
      <div className="page-head">
        <Heading>{words.title}</Heading>
      </div>
      <EmailForm email={user.email} sendsMail={session.sendsMail} />
      <PasswordForm email={user.email} />
      <TwoFactorSection />
      <SessionList />
      <OwnActivity />
    </div>
  );
}
