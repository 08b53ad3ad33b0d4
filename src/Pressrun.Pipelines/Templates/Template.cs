using System.Security.Cryptography;
using System.Text;
using HandlebarsDotNet;

namespace Pressrun.Pipelines.Templates;

/// <summary>A checked template: a prompt, a page, a path or one value. Rendering is pure.</summary>
internal sealed class Template
{
    /// <summary>The longest text a template may render to, in UTF-16 units.</summary>
    public const int RenderedMax = 16 * 1024 * 1024;

    private readonly TemplateSource _source;
    private readonly Evaluator _evaluator;
    private readonly Lazy<HandlebarsTemplate<TextWriter, object, object>> _compiled;

    internal Template(
        TemplateSource source,
        Lowering lowering,
        IReadOnlyList<TemplateName> names,
        Evaluator evaluator,
        Lazy<IHandlebars> library)
    {
        (_source, _evaluator, Names) = (source, evaluator, names);
        _compiled = new(() => library.Value.Compile(new StringReader(lowering.ToString())), isThreadSafe: false);
    }

    /// <summary>
    /// The names it takes from its scope, in the order of the text, each place once; those of elements inside
    /// <c>#each</c> are not among them.
    /// </summary>
    public IReadOnlyList<TemplateName> Names { get; }

    /// <summary>
    /// The names it takes from elements inside <c>#each</c>, in the order of the text: <c>items</c>,
    /// <see cref="TemplateName.Element"/>, <c>title</c>.
    /// </summary>
    public IReadOnlyList<TemplateName> ElementNames { get; init; } = [];

    /// <summary>
    /// The order in which it goes through all items, as the pipeline file says it; empty where that is the source's or
    /// it does not.
    /// </summary>
    public string Order { get; private set; } = "";

    /// <summary>SHA-256 of its text as UTF-8, and of <see cref="Order"/> if there is one; 64 lower-case hex digits.
    /// </summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(Order.Length == 0 ? Text : $"{Text}\0{Order}")));

    /// <summary>Its text.</summary>
    public string Text => _source.Text;

    /// <summary>The same template where all items come in an order.</summary>
    public Template In(string order)
    {
        var copy = (Template)MemberwiseClone();
        copy.Order = order;
        return copy;
    }

    /// <summary>
    /// Renders with the values of a scope, each of a kind <see cref="Fields.FromValue"/> takes. Throws
    /// <see cref="TemplateException"/> if a name or field is not there, or the text exceeds
    /// <see cref="RenderedMax"/>.
    /// </summary>
    public string Render(IReadOnlyDictionary<string, object> scope) => Render(scope, null);

    /// <summary>Renders, and knows where in the template each piece of the text comes from.</summary>
    public Rendering RenderMarked(IReadOnlyDictionary<string, object> scope)
    {
        var marks = new List<Mark>();
        return new(_source, Render(scope, marks), marks);
    }

    private string Render(IReadOnlyDictionary<string, object> scope, List<Mark>? marks)
    {
        var names = Fields.FromValue(scope);
        _evaluator.Require(Names, names);
        using var writer = new LimitedWriter(RenderedMax) { Marks = marks };
        try
        {
            _compiled.Value(writer, new Frame(_evaluator, names, null) { Writer = writer });
        }
        catch (HandlebarsException fault)
        {
            throw _source.Fault(0, "this template cannot be rendered: write it with fewer blocks", fault);
        }

        return writer.IsFull
            ? throw _source.Fault(0, "this renders to more than 16 million characters: an #each repeats too much")
            : writer.ToString();
    }
}
