import { markup } from '../src/markup';

describe('markup', () => {
  it('takes every value for text', () => {
    const value = `<a href="x" title='y'>&amp;</a>`;
    expect(markup`<p title="${value}">${value}</p>`.text).toBe(
      '<p title="&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;">&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;</p>',
    );
  });

  it('takes markup for markup, one or several, and numbers for numbers', () => {
    expect(markup`<ul>${[1, 2].map((n) => markup`<li>${n}</li>`)}</ul>${markup`<hr>`}`.text).toBe(
      '<ul><li>1</li><li>2</li></ul><hr>',
    );
  });
});
