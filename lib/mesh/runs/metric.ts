/** A metric of CloudWatch that something other than ECS publishes: the application, or another service of AWS. */
import { fields, optional } from '../checks/fields';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { leaf, named, text } from '../checks/shape';

export const statistics = ['Average', 'Maximum', 'Minimum', 'SampleCount', 'Sum'] as const;

export interface Metric {
  /** 1 to 255 characters, such as `AWS/SQS`. */
  readonly namespace: string;
  /** 1 to 255 characters, such as `ApproximateNumberOfMessagesVisible`. */
  readonly metricName: string;
  /** Names to values, at most 30. They must be exactly those that the metric is published with. @default {} */
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly statistic: (typeof statistics)[number];
}

const statistic = leaf(statistics.join(', '), (value) => statistics.some((known) => known === value));

export const metricShape = fields<Metric>({
  namespace: text,
  metricName: text,
  dimensions: optional(named('dimension', text)),
  statistic,
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Metric.html and API_Dimension.html: 1 to 255, no colon first. */
const NAME = /^[\x20-\x7e]{1,255}$/;
const NAMESPACE = /^(?!:)[A-Za-z0-9._/#:-]{1,255}$/;
const DIMENSION = /^(?!:)[\x20-\x7e]{1,255}$/;
/** CloudWatch takes 1 to 1,024 characters, at least one of them not a space. */
const DIMENSION_VALUE = /^(?=.*\S)[\x20-\x7e]{1,1024}$/;
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Metric.html */
const MOST_DIMENSIONS = 30;

export function validateMetric({ namespace, metricName, dimensions = {} }: Metric, where: string): Problem[] {
  const all = Object.entries(dimensions);
  return [
    ...(NAMESPACE.test(namespace) ? [] : [problems.metricNamespace(where, namespace)]),
    ...(NAME.test(metricName) ? [] : [problems.metricName(where, metricName)]),
    ...(all.length <= MOST_DIMENSIONS ? [] : [problems.metricDimensions(where, all.length, MOST_DIMENSIONS)]),
    ...all
      .filter(([name, value]) => !DIMENSION.test(name) || !DIMENSION_VALUE.test(value))
      .map(([name, value]) => problems.metricDimension(where, `${name}=${value}`)),
  ];
}
