import { betterAuth } from 'better-auth';
import type { Context } from '../context.ts';
import { hashPassword, verifyPassword } from './password.ts';

/** A month without a visit is not checked: the session ends thirty days after sign-in, whatever happens. */
const sessionSeconds = 30 * 24 * 3600;

/**
 * Sign-in by password and the signed session cookie, made by better-auth. None of its routes is mounted: only the files
 * of this folder call it, so what it could do beyond that (bearer tokens, sign-up, callbacks) has no door.
 */
export type Auth = ReturnType<typeof createAuth>;

/** What sign-in needs beside the context. */
export type SignInContext = Context & { auth: Auth };

export function createAuth({ config, db, vault, log }: Pick<Context, 'config' | 'db' | 'vault' | 'log'>) {
  return betterAuth({
    appName: 'Tintype',
    baseURL: config.publicUrl,
    secret: vault.deriveKey('cookie').toString('base64url'),
    database: { db, type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 200,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
    },
    user: {
      modelName: 'users',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'sessions',
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
      // The database is the authority at every request, so that a session that was ended is over.
      cookieCache: { enabled: false },
      fields: {
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        userId: 'user_id',
      },
    },
    account: {
      modelName: 'credentials',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    advanced: {
      database: { generateId: 'uuid', validateSchema: false },
      // `__Host-` already says secure; better-auth's own `__Secure-` in front of it would break it.
      useSecureCookies: false,
      cookies: { session_token: { name: sessionCookieName(config.publicUrl) } },
      defaultCookieAttributes: {
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
        secure: isHttps(config.publicUrl),
      },
      // Addresses of people are not kept; the limiter counts by its own key (limit-attempts.ts).
      ipAddress: { disableIpTracking: true },
    },
    // Its limiter guards its own routes, which are not mounted; ours is in limit-attempts.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (level, message) => log[level === 'debug' ? 'debug' : level]({ part: 'sign-in' }, message),
    },
  });
}

/** The cookie's name: bound to the host by the browser itself where https allows it. */
export function sessionCookieName(publicUrl: string): string {
  return isHttps(publicUrl) ? '__Host-tintype' : 'tintype';
}

/** The answer's header that takes the session cookie away. */
export function expiredSessionCookie(publicUrl: string): string {
  const secure = isHttps(publicUrl) ? '; Secure' : '';
  return `${sessionCookieName(publicUrl)}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

function isHttps(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}
