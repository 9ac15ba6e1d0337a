/** The part of a construct's path that the user named. */
import { Construct } from 'constructs';

/**
 * Its id is part of every address below it, whatever its case: App Mesh takes a route called `Canary`, and a part in
 * PascalCase would be left out (see `MeshStack`).
 */
export class Named extends Construct {}
