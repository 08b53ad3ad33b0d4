namespace Pressrun.Pipelines.Templates;

/// <summary>Finds the values of a template's expressions; what is not there is an error with a place.</summary>
internal sealed class Evaluator(TemplateSource source, TemplateEngine engine, IReadOnlyList<Expression> expressions)
{
    private const int WidthMax = 20;
    private const string ItemsName = "items";

    /// <summary>More rounds of all blocks together would hold the loop up for seconds.</summary>
    private const long RoundsMax = 1_000_000;

    /// <summary>What the expression of that number prints.</summary>
    public string Text(int number, Frame frame)
    {
        var text = Value(expressions[number], frame).Text;
        Mark(number, frame, text.Length);
        return text;
    }

    /// <summary>Whether it counts as true.</summary>
    public bool Is(int number, Frame frame)
    {
        Mark(number, frame, 0);
        return Value(expressions[number], frame).IsTrue;
    }

    /// <summary>A frame for each element of a list, or for each field of a value that has no main text.</summary>
    public Frame[] List(int number, Frame frame)
    {
        var value = Value(expressions[number], frame);
        if (value.Elements is null && value.Names is null && value.IsTrue)
        {
            throw source.Fault(
                expressions[number].At, $"{Quote(expressions[number])} is one value, not a list: leave #each out");
        }

        var keys = value.Names ?? [];
        var elements = value.Elements ?? [.. keys.Select(name => value.Find(name)!)];
        if ((frame.Root.Rounds += elements.Count) > RoundsMax)
        {
            throw source.Fault(
                expressions[number].At, "the #each blocks run more than a million times: a list inside itself?");
        }

        return [.. elements.Select((element, index) => new Frame(this, element, frame)
        {
            Index = index, Count = elements.Count, Key = keys.Count > 0 ? keys[index] : null,
            Item = IsItems(expressions[number]) ? element.Find("key")?.Text : null,
        })];
    }

    /// <summary>The frame of one value; null if it counts as false.</summary>
    public Frame? In(int number, Frame frame) =>
        Value(expressions[number], frame) is { IsTrue: true } value ? new(this, value, frame) : null;

    /// <summary>Throws if the scope lacks a name, also one that only an untaken branch would print.</summary>
    public void Require(IEnumerable<TemplateName> names, Fields scope)
    {
        foreach (var name in names.Where(name => scope.Find(name.First) is null))
        {
            var cause = Unknown("unknown name", name.First, scope);
            throw new TemplateException(source.Name, name.Line, name.Column, cause);
        }
    }

    private void Mark(int number, Frame frame, int length)
    {
        if (frame.Root.Writer is { Marks: { } marks } writer)
        {
            marks.Add(new(writer.Length, length, expressions[number].At, frame.Item));
        }
    }

    private Fields Value(Expression expression, Frame frame) => expression switch
    {
        Expression.Literal literal => literal.Value,
        Expression.Counter counter => Count(counter.Name, frame),
        Expression.Path path => Follow(path, frame),
        Expression.Helper helper => Call(helper, frame),
        _ => throw new InvalidOperationException($"no way to evaluate {expression}"),
    };

    private static Fields Count(string name, Frame frame)
    {
        while (frame.Index is null)
        {
            frame = frame.Parent!;
        }

        var index = frame.Index.Value;
        return name switch
        {
            "first" => Fields.From(index == 0),
            "last" => Fields.From(index == frame.Count - 1),
            "key" => Fields.From(frame.Key ?? Fields.From(index).Text),
            _ => Fields.From(index),
        };
    }

    private Fields Follow(Expression.Path path, Frame frame)
    {
        for (var up = 0; up < path.Up; up++)
        {
            frame = frame.Parent!;
        }

        var value = frame.Value;
        foreach (var (index, segment) in path.Segments.Index())
        {
            value = value.Find(segment) ?? throw source.Fault(path.At, Missing(path, index, value, frame));
        }

        return value;
    }

    private string Missing(Expression.Path path, int index, Fields value, Frame frame)
    {
        var segment = path.Segments[index];
        if (index == 0 && frame.Parent is null)
        {
            return Unknown("unknown name", segment, value);
        }

        var owner = index > 0 ? $"`{string.Join('.', path.Segments.Take(index))}`" : "what this block runs over";
        var cause = value switch
        {
            { Names: not null } => Unknown($"{owner} has no field", segment, value),
            { Elements: not null } => $"{owner} is a list, without fields: go through it with #each",
            _ when ReferenceEquals(value, Fields.Nothing) =>
                $"{owner} is empty, so it has no field `{TemplateSource.Show(segment)}`: ask with #if first",
            _ => $"{owner} is one value, without fields such as `{TemplateSource.Show(segment)}`",
        };
        cause = frame.Item is { } item ? $"{cause} (item `{TemplateSource.Show(item)}`)" : cause;
        return index == 0 && IsOutside(segment, frame.Parent!)
            ? $"{cause}. Outside the block it is `../{TemplateSource.Show(segment)}`"
            : cause;
    }

    private static bool IsOutside(string name, Frame frame) =>
        frame.Value.Find(name) is not null || (frame.Parent is { } parent && IsOutside(name, parent));

    private string Unknown(string phrase, string name, Fields owner) =>
        engine.Unknown(phrase, name, [.. owner.Names!.Order(StringComparer.Ordinal)]);

    private Fields Call(Expression.Helper helper, Frame frame)
    {
        var text = Value(helper.Arguments[0], frame).Text;
        return Fields.From(helper.Name switch
        {
            "slug" => engine.Slug(text),
            "safeUrl" => SafeUrl.Of(text),
            _ => Pad(text, Width(helper, frame)),
        });
    }

    // What is no number has no leading zeros: the key of an item may be a word among numbers.
    private static string Pad(string text, int width) =>
        text.Length > 0 && text.All(char.IsAsciiDigit) ? text.PadLeft(width, '0') : text;

    private int Width(Expression.Helper pad, Frame frame)
    {
        var width = Value(pad.Arguments[1], frame).Text;
        return int.TryParse(width, out var digits) && digits is > 0 and <= WidthMax
            ? digits
            : throw source.Fault(
                pad.Arguments[1].At, $"`pad` wants a width from 1 to {WidthMax}, not `{TemplateSource.Show(width)}`");
    }

    private static bool IsItems(Expression expression) =>
        expression is Expression.Path { Segments: [ItemsName] };

    private static string Quote(Expression expression) =>
        expression is Expression.Path path ? $"`{TemplateSource.Show(path.Written)}`" : "this";
}
