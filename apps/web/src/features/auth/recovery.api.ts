import type {
  confirmEmail as confirmContract,
  forgotPassword as forgotContract,
  resetPassword as resetContract,
} from '@topsmile/contracts';
import { outline } from '../../lib/http.ts';

export const recovery = {
  forgot: outline<typeof forgotContract>('post', '/auth/forgot-password'),
  reset: outline<typeof resetContract>('post', '/auth/reset-password'),
  confirmEmail: outline<typeof confirmContract>('post', '/auth/confirm-email'),
};
