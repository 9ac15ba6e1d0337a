/** The rules that let clients outside of the mesh connect: blocks of addresses, and members of groups that exist. */
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { isIpv6Block } from '../../mesh/entry/client-block';
import type { Ref } from '../../mesh/surroundings/reference';
import type { AccessOpening } from '../access';
import { freeId, type GroupOf, leaveLast, partyId, say, tcp } from './access-rules';
import type { References } from './references';

interface Groups {
  readonly groupOf: GroupOf;
  readonly references: Pick<References, 'find'>;
}

export function addOpening(
  scope: Construct,
  { to, port, from }: AccessOpening,
  { groupOf, references }: Groups,
): ITerraformDependable {
  const said = typeof from === 'string' ? from : wordsOf(from.securityGroup);
  const source =
    typeof from === 'string'
      ? isIpv6Block(from)
        ? { cidrIpv6: from }
        : { cidrIpv4: from }
      : { referencedSecurityGroupId: references.find(from.securityGroup, 'security-group') };
  const id = `${partyId(to)}_from_${idOf(said)}_${port}`;
  // AWS takes 255 characters.
  const description = `${said} calls ${say(to)}`.slice(0, 255);
  return new VpcSecurityGroupIngressRule(scope, freeId(scope, id), {
    securityGroupId: groupOf(to).id,
    ...tcp(port),
    ...source,
    description,
    lifecycle: leaveLast,
  });
}

/** Each `:` has its own `_`: `1::2:0/112` and `1:2::/112` are two blocks. A name's first `/` gives none. */
const idOf = (said: string) =>
  isIpv6Block(said) ? said.replace(/[:/]/g, '_') : said.replace(/[^A-Za-z0-9-]+/g, '_').replace(/^_/, '');

/** A reference in characters that AWS accepts in a description. */
function wordsOf(ref: Ref): string {
  const words =
    typeof ref === 'string'
      ? ref
      : 'state' in ref
        ? `${ref.output} of ${ref.state}`
        : 'parameter' in ref
          ? ref.parameter
          : Object.entries(ref.tags)
              .map((tag) => tag.join('='))
              .sort()
              .join(' ');
  return words.replace(/[^A-Za-z0-9 ._:/()#,@[\]+=&;{}!$*-]/g, '-');
}
