import { type Collection, Types } from '../mongo.ts';
import { isLive } from './refresh.ts';
import type { SessionDoc } from './session.schema.ts';

type WithLogin<Login> = { session: SessionDoc; login: Login };
type Loaded<Login> = SessionDoc & { login: Login[] };

/**
 * A live session and its login in one command: a request whose session this process does not know yet costs
 * one command more, not two. `hidden` names the secrets of a login that need not travel.
 */
export const findWithLogin = async <Login>(
  sessions: Collection<SessionDoc>,
  { logins, hidden }: { logins: string; hidden: readonly string[] },
  sessionId: string,
): Promise<WithLogin<Login> | undefined> => {
  const [found] = await sessions
    .aggregate<Loaded<Login>>([
      { $match: { _id: new Types.ObjectId(sessionId), ...isLive } },
      { $lookup: { from: logins, localField: 'userId', foreignField: '_id', as: 'login' } },
      { $project: Object.fromEntries(hidden.map((field) => [`login.${field}`, 0])) },
    ])
    .toArray();
  if (found === undefined) return undefined;
  const {
    login: [login],
    ...session
  } = found;
  return login === undefined ? undefined : { session, login };
};
