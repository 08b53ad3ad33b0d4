using HandlebarsDotNet;

namespace Pressrun.Pipelines.Templates;

/// <summary>
/// Reads templates; one engine serves a whole run, on one thread. The library compiles on the first rendering only, so
/// that checking a pipeline costs nothing.
/// </summary>
/// <param name="slug">Makes a file name of a text, for the function of that name.</param>
/// <param name="nearest">The known word a user may have meant, or null.</param>
internal sealed class TemplateEngine(Func<string, string> slug, Func<string, IEnumerable<string>, string?> nearest)
{
    /// <summary>The longest template, in UTF-16 units.</summary>
    public const int TextMax = 1024 * 1024;

    private const int ListedMax = 12;

    /// <summary>The functions and what each wants, in this order.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Functions = new OrderedDictionary<string, string[]>
    {
        ["pad"] = ["value", "width"],
        ["slug"] = ["text"],
        ["safeUrl"] = ["url"],
    };

    private readonly Lazy<IHandlebars> _plain = new(() => Create(isHtml: false), isThreadSafe: false);
    private readonly Lazy<IHandlebars> _html = new(() => Create(isHtml: true), isThreadSafe: false);

    /// <summary>
    /// Reads and checks a template; throws <see cref="TemplateException"/> with the first place that is wrong.
    /// </summary>
    /// <param name="text">The template, at most <see cref="TextMax"/> units.</param>
    /// <param name="name">What the user calls it: a relative path, or a key of the pipeline file.</param>
    /// <param name="isHtml">Whether what is printed is escaped for HTML, and three braces print without.</param>
    public Template Parse(string text, string name, bool isHtml)
    {
        var source = new TemplateSource(text, name);
        if (text.Length > TextMax)
        {
            throw source.Fault(TextMax, "a template has at most 1 MB: make the rest a field of the item");
        }

        var reader = new TemplateReader(source, this, isHtml);
        var lowering = reader.Read();
        return new(source, lowering, reader.Names, new(source, this, lowering.Expressions), isHtml ? _html : _plain)
        {
            ElementNames = reader.ElementNames,
        };
    }

    /// <summary>Makes a file name of a text.</summary>
    public string Slug(string text) => slug(text);

    /// <summary>The cause for a word that is not known: the nearest one there is, and what there is.</summary>
    /// <param name="phrase">What the word is, without the word: <c>unknown name</c>.</param>
    /// <param name="word">As the user wrote it.</param>
    /// <param name="known">All of its kind, in the order to list them.</param>
    /// <param name="prefix">What is written before each: <c>#</c>, <c>@</c>.</param>
    public string Unknown(string phrase, string word, IReadOnlyCollection<string> known, string prefix = "")
    {
        var meant = nearest(word, known) is { } near ? $": did you mean `{prefix}{TemplateSource.Show(near)}`?" : ".";
        var listed = known.Take(ListedMax).Select(each => prefix + TemplateSource.Show(each));
        return $"{phrase} `{prefix}{TemplateSource.Show(word)}`{meant} There is: "
            + (known.Count == 0 ? "nothing" : string.Join(' ', listed) + (known.Count > ListedMax ? " …" : ""));
    }

    private static IHandlebars Create(bool isHtml)
    {
        var library = Handlebars.Create(new HandlebarsConfiguration
        {
            NoEscape = !isHtml,
            ThrowOnUnresolvedBindingExpression = true,
        });
        library.RegisterHelper(Lowering.Text, (EncodedTextWriter output, Context context, Arguments arguments) =>
            output.Write(FrameOf(context).Evaluator.Text(Number(arguments), FrameOf(context))));
        library.RegisterHelper(Lowering.Is, (Context context, Arguments arguments) =>
            FrameOf(context).Evaluator.Is(Number(arguments), FrameOf(context)));
        library.RegisterHelper(Lowering.List, (Context context, Arguments arguments) =>
            FrameOf(context).Evaluator.List(Number(arguments), FrameOf(context)));
        library.RegisterHelper(Lowering.In, (Context context, Arguments arguments) =>
            (object?)FrameOf(context).Evaluator.In(Number(arguments), FrameOf(context)) ?? false);
        return library;
    }

    // The lowered template calls with one number, in the frame of the template or of a block: nothing else can come.
    private static Frame FrameOf(Context context) => (Frame)context.Value!;

    private static int Number(Arguments arguments) => (int)arguments[0]!;
}
