/**
 * Patches of cdktf 0.21.0, which is archived and gets no release any more. None changes a byte of the output. What each
 * gains stands in decision 0034. Imported for its effect, before anything else of cdktf. One patch stands here, the
 * others have a file each.
 */
import './cdktf-load';
import './cdktf-resolve';
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the module itself is changed, an import is a copy
import stackTrace = require('cdktf/lib/tokens/private/stack-trace');

// Every token keeps a whole stack trace for error texts (hashicorp/terraform-cdk#3892). With tsx, which asks for source
// maps, that is three quarters of a large synth.
(stackTrace as { captureStackTrace: () => string[] }).captureStackTrace = () => [];
