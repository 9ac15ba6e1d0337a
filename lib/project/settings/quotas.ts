/** `MESH_QUOTAS`: quotas that AWS has raised for the account. */
import { listNames, type Problem } from '../../mesh/checks/problem';
import { suggestWord } from '../../mesh/checks/problems/factory';
import {
  DEFAULT_QUOTAS,
  MAX_RULES_PER_INTERFACE,
  type QuotaName,
  QUOTAS,
  type Quotas,
} from '../../mesh/checks/quotas';
import { accepted, type Read, readAll, refused } from './setting-form';

const NAMES = Object.keys(QUOTAS) as QuotaName[];

/** `security-group-rules=200`, several separated by `,`. Quotas that are not named keep AWS's default. */
export function readQuotas(text: string, where: string): Read<Quotas> {
  const pairs = readAll(text.split(',').map((pair) => readQuota(pair.trim(), where)));
  if (pairs.kind === 'problems') return refused(...pairs.problems);
  const names = pairs.value.map(([name]) => name);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  if (twice.length > 0) return refused(...twice.map((name) => quotaTwice(where, name)));
  const quotas: Quotas = { ...DEFAULT_QUOTAS, ...Object.fromEntries(pairs.value) };
  const rules = quotas['security-group-rules'] * quotas['security-groups-per-interface'];
  return rules > MAX_RULES_PER_INTERFACE ? refused(quotasProduct(where, rules)) : accepted(quotas);
}

function readQuota(pair: string, where: string): Read<readonly [QuotaName, number]> {
  const [word = '', text, ...more] = pair.split('=').map((part) => part.trim());
  if (text === undefined || more.length > 0) return refused(quotaForm(where, pair));
  const name = NAMES.find((each) => each === word);
  if (name === undefined) return refused(quotaUnknown(where, word));
  const value = Number(text);
  const isInRange = /^[0-9]+$/.test(text) && value >= 1 && value <= QUOTAS[name].max;
  return isInRange ? accepted([name, value] as const) : refused(quotaRange(where, name, text));
}

function quotaForm(where: string, got: string): Problem {
  return {
    code: 'setting-quota-form',
    severity: 'error',
    where,
    what: 'must be <quota>=<number>, separated by commas',
    got,
    fix: 'write security-group-rules=200',
  };
}

function quotaUnknown(where: string, got: string): Problem {
  return {
    code: 'setting-quota-unknown',
    severity: 'error',
    where,
    what: 'must name quotas that this project counts',
    got,
    fix: suggestWord(got, NAMES, `remove it; such quotas are ${listNames(NAMES)}`),
  };
}

function quotaRange(where: string, name: QuotaName, got: string): Problem {
  const { title, default: most, max } = QUOTAS[name];
  return {
    code: 'setting-quota-range',
    severity: 'error',
    where: `${where} > ${name}`,
    what: `"${title}" must be a whole number from 1 to ${max}`,
    got,
    fix: `write the value of your account; the default is ${most}`,
  };
}

function quotaTwice(where: string, got: string): Problem {
  return {
    code: 'setting-quota-twice',
    severity: 'error',
    where,
    what: 'names a quota twice',
    got,
    fix: 'keep one of the two',
  };
}

function quotasProduct(where: string, got: number): Problem {
  return {
    code: 'setting-quotas-product',
    severity: 'error',
    where,
    what: `security-group-rules times security-groups-per-interface must be at most ${MAX_RULES_PER_INTERFACE}, as in AWS`,
    got,
    fix: `write both; the default of security-groups-per-interface is ${DEFAULT_QUOTAS['security-groups-per-interface']}`,
  };
}
