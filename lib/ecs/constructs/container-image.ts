/** The image of a source folder. Synth knows it. It is a Terraform variable too, so that ops can release without Node. */
import { Fn, TerraformLocal, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';

export interface ContainerImageProps {
  readonly source: string;
  /** The full reference that synth knows. It may contain another stack's output. */
  readonly reference: string;
}

export class ContainerImage extends Construct {
  /** For a container definition. */
  readonly reference: string;

  constructor(scope: Construct, id: string, { source, reference }: ContainerImageProps) {
    super(scope, id);
    const variable = new TerraformVariable(this, 'image', {
      type: 'string',
      // `coalesce` skips empty text.
      default: '',
      description: `Image of source "${source}", such as <repository>@sha256:<digest>; empty for the one known at synth`,
    });
    variable.addValidation({
      condition: `\${can(regex("^[A-Za-z0-9._/:@-]*$", var.${variable.friendlyUniqueId}))}`,
      errorMessage: 'An image reference has letters, digits and . _ / : @ - only.',
    });
    this.reference = new TerraformLocal(
      new Construct(this, 'Effective'),
      'image',
      Fn.coalesce([variable.value, reference]),
    ).asString;
  }
}
