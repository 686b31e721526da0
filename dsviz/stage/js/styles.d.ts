/** A style sheet as text: build.mjs joins it so. */
declare module "*.css" {
  const text: string;
  export default text;
}
