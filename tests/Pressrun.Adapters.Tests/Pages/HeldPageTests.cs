using AngleSharp.Html.Parser;
using Pressrun.Providers.Pages;

namespace Pressrun.Adapters.Tests.Pages;

/// <summary>Pages that a template made of strangers' texts, before readers get them.</summary>
public sealed class HeldPageTests
{
    private const string Calm = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>A page</title>
        <style>body { font: 1rem/1.5 serif; color: #222 }</style></head>
        <body class="one"><h1 id="top">A page</h1><p style="margin: 1em">Words &amp; <a href="https://example.org">a
        link</a>, <a href="#top">up</a>, <em>more</em>.</p><img src="one.png" alt="One"></body></html>

        """;

    [Fact]
    public void A_page_without_harm_comes_out_to_the_byte() => Assert.Same(Calm, HeldPage.Of(Calm, PageKind.Site));

    [Theory]
    [InlineData("<script>steal()</script>")]
    [InlineData("<SCRIPT SRC=//evil.example/x.js></SCRIPT>")]
    [InlineData("<img src=x onerror=steal()>")]
    [InlineData("<body onload=steal()>")]
    [InlineData("<a href=javascript:steal()>a</a>")]
    [InlineData("<a href=' java&#10;script:steal()'>a</a>")]
    [InlineData("<a href='data:text/html,<script>steal()</script>'>a</a>")]
    [InlineData("<a href='vbscript:steal()'>a</a>")]
    [InlineData("<svg><script>steal()</script></svg>")]
    [InlineData("<svg onload=steal()><a xlink:href=javascript:steal()><text>a</text></a></svg>")]
    [InlineData("<math><maction xlink:href=javascript:steal()>a</maction></math>")]
    [InlineData("<iframe srcdoc='<script>steal()</script>'></iframe>")]
    [InlineData("<object data=javascript:steal()></object>")]
    [InlineData("<embed src=javascript:steal()>")]
    [InlineData("<form action=javascript:steal()><button formaction=javascript:steal()>a</button></form>")]
    [InlineData("<meta http-equiv=refresh content='0;url=javascript:steal()'>")]
    [InlineData("<base href=javascript:steal()//>")]
    [InlineData("<link rel=stylesheet href=https://evil.example/steal()>")]
    [InlineData("<link rel=import href=javascript:steal()>")]
    [InlineData("<style>@import 'https://evil.example/steal()'</style>")]
    [InlineData("<p style='background: url(javascript:steal())'>a</p>")]
    [InlineData("<p style='width: expr\\65ssion(steal())'>a</p>")]
    [InlineData("<p style='width: expr/**/ession(steal())'>a</p>")]
    [InlineData("<noscript><p title='</noscript><img src=x onerror=steal()>'></noscript>")]
    [InlineData("<template><script>steal()</script></template>")]
    [InlineData("<!--[if mso]><script>steal()</script><![endif]-->")]
    [InlineData("<xmp><p title='</xmp><script>steal()</script>'></xmp>")]
    public void What_runs_is_taken_out(string harm)
    {
        foreach (var kind in (PageKind[])[PageKind.Site, PageKind.Mail])
        {
            var held = HeldPage.Of($"<p>Before.</p>{harm}<p>After.</p>", kind);
            Assert.DoesNotContain("steal", held, StringComparison.Ordinal);
            Assert.Contains("Before.", held, StringComparison.Ordinal);
            Assert.Same(held, HeldPage.Of(held, kind));
        }
    }

    [Theory]
    [InlineData("<img src=https://pixel.example/p.png alt=Words>")]
    [InlineData("<img srcset='https://pixel.example/p.png 2x' src=cid:one>")]
    [InlineData("<body background=https://pixel.example/p.png>")]
    [InlineData("<table background=https://pixel.example/p.png></table>")]
    [InlineData("<p style='background: url(https://pixel.example/p.png)'>a</p>")]
    [InlineData("<p style='background: u\\72l(https://pixel.example/p.png)'>a</p>")]
    [InlineData("<p style='content: \"/*\"; background: url(https://pixel.example/p.png); content: \"*/\"'>a</p>")]
    [InlineData("<style>p { background: image-set(\"https://pixel.example/p.png\" 1x) }</style>")]
    [InlineData("<style>@font-face { font-family: a; src: url(https://pixel.example/a.woff) }</style>")]
    [InlineData("<link rel=icon href=https://pixel.example/p.png>")]
    [InlineData("<video poster=https://pixel.example/p.png></video>")]
    [InlineData("<picture><source srcset=https://pixel.example/p.png></picture>")]
    [InlineData("<input type=image src=https://pixel.example/p.png>")]
    [InlineData("<!--[if mso]><img src=https://pixel.example/p.png><![endif]-->")]
    public void A_mail_loads_nothing(string harm) => Assert.DoesNotContain(
        "pixel", HeldPage.Of($"<p>Before.</p>{harm}<p>After.</p>", PageKind.Mail), StringComparison.Ordinal);

    [Fact]
    public void What_an_image_of_a_mail_says_stays()
    {
        var held = HeldPage.Of("<p>A <img src=\"https://pixel.example/p.png\" alt=\"chart\"> b</p>", PageKind.Mail);
        using var document = new HtmlParser().ParseDocument(held);
        Assert.Equal("A chart b", document.QuerySelector("p")!.TextContent);
    }

    [Fact]
    public void What_is_taken_out_takes_nothing_else_along()
    {
        var held = HeldPage.Of(Calm.Replace("<em>more</em>", "<blink onclick=x>more</blink>", StringComparison.Ordinal),
            PageKind.Site);
        using var document = new HtmlParser().ParseDocument(held);
        Assert.Equal(["https://example.org", "#top"],
            document.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.Equal("one.png", document.QuerySelector("img")!.GetAttribute("src"));
        Assert.Contains("more.", document.QuerySelector("p")!.TextContent, StringComparison.Ordinal);
        Assert.Null(document.QuerySelector("blink"));
        Assert.StartsWith("<!DOCTYPE html>", held, StringComparison.Ordinal);
    }
}
