/** Wall time, zones and calendar arithmetic: the only door to them for rules and services. */
export { canonicalZone } from '@topsmile/scheduling/zone';
