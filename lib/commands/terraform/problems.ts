/** One factory for each problem code of running terraform. */
import type { Problem } from '../../mesh/checks/problem';

export function terraformMissing(program: string, reason: string): Problem {
  return {
    code: 'terraform-missing',
    severity: 'error',
    where: program,
    what: `cannot be run (${reason})`,
    fix: 'install Terraform 1.10 or later: https://developer.hashicorp.com/terraform/install',
  };
}

export function terraformVersion(program: string, got: string): Problem {
  return {
    code: 'terraform-version',
    severity: 'error',
    where: program,
    what: 'must be 1.10 or later, which brought the lock file of the S3 backend',
    got,
    fix: 'upgrade it: https://developer.hashicorp.com/terraform/install',
  };
}

export function terraformFailed(stack: string, command: string, exitCode: number): Problem {
  return {
    code: 'terraform-failed',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `terraform ${command} ended with ${exitCode}`,
    fix: 'see its output above; when that is solved, run the same command again: it continues from here',
  };
}
