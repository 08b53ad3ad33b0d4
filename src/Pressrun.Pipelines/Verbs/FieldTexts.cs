using Pressrun.Pipelines.Templates;

namespace Pressrun.Pipelines.Verbs;

/// <summary>Changes every text of a value; numbers and truths stay what they are.</summary>
internal static class FieldTexts
{
    /// <summary>The value with each text in it changed: the main one, those of fields, those of elements.</summary>
    public static Fields Map(Fields value, Func<string, string> change)
    {
        if (value.Elements is { } elements)
        {
            return Fields.From(elements.Select(element => Map(element, change)));
        }

        return value.Names is { } names
            ? Fields.From(
                names.Select(name => KeyValuePair.Create(name, Map(value.Find(name)!, change))), change(value.Text))
            : value.IsText ? Fields.From(change(value.Text)) : value;
    }
}
