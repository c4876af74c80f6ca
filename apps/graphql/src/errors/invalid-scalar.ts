/** A value that is none of a scalar of the house. */
export class InvalidScalar extends TypeError {
  override readonly name = 'InvalidScalar';
}
