declare module 'plotly.js-basic-dist-min' {
  const plotly: import('./plotly-api.js').Plotly;
  export default plotly;
}
