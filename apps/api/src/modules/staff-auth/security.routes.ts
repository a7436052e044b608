import {
  addPasskey,
  changeEmail,
  changePassword,
  changePasswordByPolicy,
  confirmEmail,
  disableTotp,
  endOtherSessions,
  endSession,
  forgotPassword,
  listPasskeys,
  listSessions,
  mfaState,
  passkeyOptions,
  passkeySignIn,
  passkeySignInOptions,
  passwordPolicy,
  prove,
  provePasskey,
  removePasskey,
  renamePasskey,
  renewRecoveryCodes,
  resetPassword,
  secondFactor,
  secondFactorPasskey,
  setupTotp,
  signOutEverywhere,
  verifyTotp,
} from '@topsmile/contracts';
import { publicRoute, type Route, route } from '../../platform/http/route.ts';
import type { SecurityServices } from './security.services.ts';

/** Open to whoever still has a duty: this is the way there. */
const own = { access: 'signed-in', duringDuty: true } as const;
const proven = { ...own, stepUp: true, commands: 12 } as const;

const doors = ({ secondFactors, recovery }: SecurityServices): Route[] => [
  publicRoute(secondFactor, ({ body, info }) => secondFactors.secondFactor(body, info), { commands: 20 }),
  publicRoute(secondFactorPasskey, ({ info }) => secondFactors.secondFactorPasskey(info)),
  publicRoute(passkeySignInOptions, () => secondFactors.passkeyOptions()),
  publicRoute(passkeySignIn, ({ body, info }) => secondFactors.passkeySignIn(body.assertion, info), {
    commands: 16,
  }),
  publicRoute(forgotPassword, ({ body, info }) => recovery.forgot(body.email, info)),
  publicRoute(resetPassword, ({ body, info }) => recovery.reset(body, info), { commands: 12 }),
  publicRoute(confirmEmail, ({ body, info }) => recovery.confirmEmail(body.token, info), { commands: 8 }),
];

const proofs = ({ proving, factors, passkeys }: SecurityServices): Route[] => [
  route(prove, { ...own, audit: 'strict', commands: 12 }, (actor, { body, info }) =>
    proving.prove(actor, body, info),
  ),
  route(provePasskey, own, (actor) => proving.passkeyOptions(actor)),

  route(mfaState, own, (actor) => factors.state(actor)),
  route(setupTotp, proven, (actor) => factors.setup(actor)),
  route(verifyTotp, proven, (actor, { body }) => factors.verify(actor, body.code)),
  route(disableTotp, proven, (actor) => factors.disable(actor)),
  route(renewRecoveryCodes, proven, (actor) => factors.renewCodes(actor)),

  route(listPasskeys, own, (actor) => passkeys.list(actor)),
  route(passkeyOptions, proven, (actor) => passkeys.options(actor)),
  route(addPasskey, proven, (actor, { body }) => passkeys.add(actor, body)),
  route(renamePasskey, proven, (actor, { params, body }) =>
    passkeys.rename(actor, params.passkeyId, body.name),
  ),
  route(removePasskey, proven, (actor, { params }) => passkeys.remove(actor, params.passkeyId)),
];

/** How one person proves who they are, and where they are signed in. */
export const securityRoutes = (services: SecurityServices): Route[] => {
  const { passwords, recovery, ownSessions } = services;
  return [
    ...doors(services),
    ...proofs(services),
    route(changePassword, { ...own, audit: 'strict', commands: 16 }, (actor, { body, info }) =>
      passwords.change(actor, body, info),
    ),
    route(changePasswordByPolicy, { ...own, audit: 'strict', commands: 16 }, (actor, { body, info }) =>
      passwords.change(actor, body, info),
    ),
    route(passwordPolicy, own, (actor) => passwords.status(actor)),
    route(changeEmail, proven, (actor, { body, info }) => recovery.askForEmail(actor, body.email, info)),

    route(listSessions, own, (actor) => ownSessions.list(actor)),
    route(endSession, own, (actor, { params }) => ownSessions.end(actor, params.sessionId)),
    route(endOtherSessions, own, (actor) => ownSessions.endOthers(actor)),
    route(signOutEverywhere, own, (actor) => ownSessions.signOutEverywhere(actor)),
  ];
};
