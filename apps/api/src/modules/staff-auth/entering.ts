import type { Session, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { CallInfo } from '../../platform/http/route.ts';
import { Reply } from '../../platform/http/route.ts';
import { inTransaction, type Types } from '../../platform/mongo.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import type { Sessions } from '../../platform/sessions/sessions.ts';
import { type Account, changeAccount } from './account.ts';
import { clearedChallenge } from './challenges.ts';
import { deviceOf, nameOfDevice } from './device.rules.ts';
import { badCredentials } from './failures.ts';
import type { KnownDevices } from './known-devices.ts';
import type { Letters } from './letters.ts';

type View = ViewOf<typeof Session>;
/** The clinic in which somebody who signs in arrives; undefined: they work nowhere. */
export type HomeOf = (account: Account) => Promise<Types.ObjectId | undefined>;

type Deps = {
  sessions: Pick<Sessions<Actor>, 'open' | 'retire'>;
  devices: KnownDevices;
  letters: Letters;
  viewOf: (session: SessionDoc, account: Account) => Promise<View>;
  homeOf: HomeOf;
};

/** Everybody who has proved who they are comes in through here, whatever the proof was. */
export const createEntering = ({ sessions, devices, letters, viewOf, homeOf }: Deps) => {
  /** A browser that was never used before is told of, but for the very first one. */
  const noteDevice = async (account: Account, info: CallInfo) => {
    const { devices: list, cookie, isNew } = devices.noted(info, account);
    const change = { $set: { 'security.devices': list } };
    const isFirst = (account.security?.devices ?? []).length === 0;
    if (!isNew || isFirst) await changeAccount({ _id: account._id }, change);
    else
      await inTransaction(async (tx) => {
        await changeAccount({ _id: account._id }, change, tx);
        const device = nameOfDevice(deviceOf(info.userAgent));
        await letters.tell(
          'new-device-sign-in',
          { tx, person: account },
          { params: (happened) => ({ ...happened, device }), secretParams: {} },
        );
      });
    return cookie;
  };

  return async (account: Account, info: CallInfo): Promise<Reply<View>> => {
    const clinicId = await homeOf(account);
    if (clinicId === undefined) throw badCredentials();
    const device = await noteDevice(account, info);
    await sessions.retire(info.cookie('refresh'));
    const { session, cookies } = await sessions.open({
      userId: account._id,
      clinicId,
      address: info.address,
      userAgent: info.userAgent,
    });
    return new Reply(await viewOf(session, account), { cookies: [...cookies, device, clearedChallenge] });
  };
};
export type Enter = ReturnType<typeof createEntering>;
