import { createHmac, createSecretKey, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../clock.ts';

export const accessSeconds = 15 * 60;
const hex24 = z.string().regex(/^[0-9a-f]{24}$/);
const Claims = z.object({ sub: hex24, sid: hex24, exp: z.number(), typ: z.string() });
export type Claims = z.infer<typeof Claims>;

const rememberedTokens = 10_000;

export const sha256 = (value: string): string => hash('sha256', value, 'base64url');

/** What tells the tokens of one realm from those of another, together with the secret. */
export type TokenRealm = { issuer: string; audience: string; typ: string; secret: string };

/** Signs and reads the access tokens of a realm; a verified token is remembered until it expires. */
export const createAccessTokens = ({ issuer, audience, typ, secret }: TokenRealm, clock: Clock) => {
  const key = createSecretKey(Buffer.from(secret));
  const remembered = new Map<string, Claims>();
  const nowSeconds = () => Math.floor(clock.now().getTime() / 1000);

  const remember = (digest: string, claims: Claims): void => {
    const oldest = remembered.keys().next();
    if (remembered.size >= rememberedTokens && !oldest.done) remembered.delete(oldest.value);
    remembered.set(digest, claims);
  };

  const verify = async (token: string, digest: string): Promise<Claims | undefined> => {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        issuer,
        audience,
        requiredClaims: ['exp', 'sub', 'sid', 'typ', 'iat'],
        maxTokenAge: accessSeconds,
        currentDate: clock.now(),
      });
      const claims = Claims.parse(payload);
      if (claims.typ !== typ) return undefined;
      remember(digest, claims);
      return claims;
    } catch {
      // Whatever is wrong with a token, its bearer is simply not signed in.
      return undefined;
    }
  };

  return {
    sign: (userId: string, sessionId: string): Promise<string> =>
      new SignJWT({ sid: sessionId, typ })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(userId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(nowSeconds())
        .setExpirationTime(nowSeconds() + accessSeconds)
        .sign(key),

    /** The claims of a token that is ours and alive, or undefined. Nothing in it is trusted before. */
    read: (token: string): Claims | undefined | Promise<Claims | undefined> => {
      const digest = sha256(token);
      const known = remembered.get(digest);
      if (known !== undefined) return known.exp > nowSeconds() ? known : undefined;
      return verify(token, digest);
    },
  };
};
export type AccessTokens = ReturnType<typeof createAccessTokens>;

type Lineage = { sessionId: string; salt: string; generation: number };

/**
 * Refresh tokens are derived from the session's salt and generation under a server key: the database
 * holds only their hash, and the successor inside the overlap is the same token for every caller.
 */
export const refreshTokenOf = (secret: string, { sessionId, salt, generation }: Lineage): string =>
  `${sessionId}.${createHmac('sha256', secret).update(`${sessionId}.${salt}.${generation}`).digest('base64url')}`;

export const sessionIdOf = (refreshToken: string): string | undefined => {
  const id = refreshToken.slice(0, 24);
  return /^[0-9a-f]{24}$/.test(id) && refreshToken[24] === '.' ? id : undefined;
};

export const newSalt = (): string => randomBytes(16).toString('base64url');

export const isSameHash = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
