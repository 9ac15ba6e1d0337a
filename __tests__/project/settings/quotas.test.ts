import { readSettings } from '../../../lib/project/settings';
import { refusals } from './refusals';

const read = (text: string) => readSettings({ environment: { MESH_QUOTAS: text } }).quotas;
const refused = (text: string) =>
  refusals({ MESH_QUOTAS: text }).map((line) => line.replace('setting MESH_QUOTAS ', ''));

const defaults = {
  'certificates-per-application-load-balancer': 25,
  'domain-names-per-certificate': 10,
  'managed-policies-per-role': 10,
  'rules-per-application-load-balancer': 100,
  'security-group-rules': 60,
  'security-groups-per-interface': 5,
};

describe('quotas', () => {
  it('are those of each account by default', () => {
    expect(read('')).toEqual(defaults);
  });

  it('are what AWS has raised, and others stay', () => {
    expect(read('security-group-rules=120')).toEqual({ ...defaults, 'security-group-rules': 120 });
    expect(read(' security-groups-per-interface = 2 , security-group-rules=500 ')).toEqual({
      ...defaults,
      'security-group-rules': 500,
      'security-groups-per-interface': 2,
    });
  });

  it.each([
    ['certificates-per-application-load-balancer', 1000],
    ['domain-names-per-certificate', 100],
    ['managed-policies-per-role', 20],
    ['rules-per-application-load-balancer', 500],
    ['security-groups-per-interface', 16],
  ])('%s may be from 1 to %d', (name, max) => {
    expect([1, max].map((value) => read(`${name}=${value}`)[name as keyof typeof defaults])).toEqual([
      1,
      max,
    ]);
    const outOfRange = [`> ${name} [setting-quota-range]`];
    expect([0, max + 1].map((value) => refused(`${name}=${value}`))).toEqual([outOfRange, outOfRange]);
  });

  it('of security groups, multiplied, may be 1,000 as in AWS', () => {
    expect(read('security-group-rules=200')['security-group-rules']).toBe(200);
    expect(refused('security-group-rules=201')).toEqual(['[setting-quotas-product]']);
    expect(read('security-group-rules=1000,security-groups-per-interface=1')).toMatchObject({
      'security-group-rules': 1000,
    });
    expect(refused('security-group-rules=1001,security-groups-per-interface=1')).toEqual([
      '> security-group-rules [setting-quota-range]',
    ]);
  });

  it.each([
    ['no number', 'security-group-rules', '[setting-quota-form]'],
    ['two equals signs', 'security-group-rules=1=2', '[setting-quota-form]'],
    ['an unknown name', 'rules=100', '[setting-quota-unknown]'],
    ['a fraction', 'security-group-rules=1.5', '> security-group-rules [setting-quota-range]'],
    ['a sign', 'security-group-rules=+100', '> security-group-rules [setting-quota-range]'],
    ['a name twice', 'security-group-rules=61,security-group-rules=62', '[setting-quota-twice]'],
  ])('are refused with %s', (_, text, problem) => {
    expect(refused(text)).toEqual([problem]);
  });
});
