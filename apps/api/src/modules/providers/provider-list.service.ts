import {
  type listProviders,
  type Page,
  type Provider,
  ProviderId,
  type providerStats,
  type QueryOf,
  type ResponseOf,
  type Specialty,
  specialties,
  type ViewOf,
} from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { invalid } from '../../platform/errors.ts';
import { trusted, Types } from '../../platform/mongo.ts';
import { prefixesOf } from '../../platform/search-text.rules.ts';
import { type ProviderDoc, ProviderModel } from './provider.model.ts';
import { toProvider } from './providers.mapper.ts';

type Query = QueryOf<typeof listProviders>;

const filterOf = ({ clinicId }: Actor, { isActive, specialty, locationId, search = '' }: Query) => {
  const prefixes = prefixesOf(search);
  return {
    clinicId,
    ...(isActive === 'all' ? {} : { isActive: isActive === 'true' }),
    ...(specialty === undefined ? {} : { specialties: specialty }),
    ...(locationId === undefined ? {} : { 'hours.locationId': new Types.ObjectId(locationId) }),
    // A search for signs alone has no word and finds nobody.
    ...(search.trim() === '' ? {} : { searchWords: trusted({ $all: prefixes }) }),
  };
};

/** Everything after one provider in display order; the cursor is that provider's id. */
const after = async ({ clinicId }: Actor, cursor: string | undefined) => {
  if (cursor === undefined) return {};
  const _id = ProviderId.safeParse(cursor).data;
  const last =
    _id === undefined
      ? null
      : await ProviderModel.findOne({ clinicId, _id }, { order: 1, sortName: 1 }).lean<ProviderDoc>();
  if (last === null) throw invalid([{ path: 'cursor', message: 'cursor' }]);
  const { order, sortName } = last;
  return {
    $or: [
      { order: trusted({ $gt: order }) },
      { order, sortName: trusted({ $gt: sortName }) },
      { order, sortName, _id: trusted({ $gt: last._id }) },
    ],
  };
};

const dayMs = 86_400_000;
const recentDays = 30;

const countSpecialties = (providers: readonly ProviderDoc[]): Record<string, number> => {
  const practised = providers.flatMap((provider): Specialty[] => provider.specialties);
  const counts = specialties.map((one) => [one, practised.filter((other) => other === one).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
};

export const createProviderListService = ({ clock }: { clock: Clock }) => ({
  /** Providers in display order, found by the beginnings of name or specialty words. */
  list: async (actor: Actor, query: Query): Promise<Page<ViewOf<typeof Provider>>> => {
    const { limit } = query;
    const filter = filterOf(actor, query);
    const position = await after(actor, query.cursor);
    const [found, total] = await Promise.all([
      ProviderModel.find({ ...filter, ...position }, { changes: 0 })
        .sort({ order: 1, sortName: 1, _id: 1 })
        .limit(limit + 1)
        .lean<ProviderDoc[]>(),
      ProviderModel.countDocuments(filter),
    ]);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const hasMore = found.length > limit && last !== undefined;
    return {
      items: shown.map(toProvider),
      page: { limit, total, ...(hasMore ? { nextCursor: last._id.toHexString() } : {}) },
    };
  },

  stats: async ({ clinicId }: Actor): Promise<ResponseOf<typeof providerStats>> => {
    const all = await ProviderModel.find(
      { clinicId },
      { isActive: 1, specialties: 1, userId: 1, createdAt: 1 },
    ).lean<ProviderDoc[]>();
    const active = all.filter(({ isActive }) => isActive);
    const recent = clock.now().getTime() - recentDays * dayMs;
    return {
      total: all.length,
      active: active.length,
      inactive: all.length - active.length,
      bySpecialty: countSpecialties(active),
      withSystemAccess: active.filter(({ userId }) => userId !== undefined && userId !== null).length,
      recentlyAdded: all.filter(({ createdAt }) => createdAt.getTime() >= recent).length,
    };
  },
});
