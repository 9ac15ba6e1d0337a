/** Stack `<stage>-<application>-<name>`: nodes and their services. It can be destroyed and created again alone. */
import type { Construct } from 'constructs';
import { MeshStack } from './parts/mesh-stack';
import type { ApplicationStack } from './application-stack';
import { addServices, type ServicesStackProps } from './services';
import { hostFiller } from '../mesh/surroundings/external-host';
import { logsKeyOf } from './logs-key';
import { stackProps } from './stack-props';
import { subnetsOfTasks } from './subnets-of-tasks';

export class ServicesStack extends MeshStack {
  constructor(scope: Construct, name: string, own: ServicesStackProps, platform: ApplicationStack) {
    const { settings, application, network } = own;
    super(scope, name, stackProps(settings, application, name));
    const { accountId, clusterArn, clusterName, ...shared } = platform.readBy(this);
    const { vpcId, ...subnets } = network.readBy(this);
    const place = {
      application,
      region: settings.region,
      accountId,
      clusterArn,
      clusterName,
      ...subnetsOfTasks(application, subnets),
      ...logsKeyOf(this, application),
      fillHosts: hostFiller(application.externals, (host) => this.references.find(host, 'host')),
      references: this.references,
      ...(settings.targetBefore !== undefined && { awaitsRoll: true }),
    };
    addServices(this, own, { place, vpcId, ...shared });
  }
}
