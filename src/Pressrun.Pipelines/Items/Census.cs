using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// Turns rows into items and sees to it that no two have the same key. The same rows give the same items and notes. Of
/// the items it keeps only hashes.
/// </summary>
/// <param name="key">The field that names an item; null derives a key.</param>
internal sealed class Census(string? key) : IDisposable
{
    /// <summary>The most items of a source.</summary>
    public const int ItemsMax = 10_000_000;

    /// <summary>The largest fields of an item, in bytes: a line of the journal holds them.</summary>
    public const int InputMax = 60 * 1024;

    private const string KeyField = "key";
    private const int FieldsMax = 1_000;
    private const int KeyMax = 200;
    private const int TitleMax = 200;

    private readonly SourceDigest _digest = new();
    private readonly List<string> _fields = [];
    private readonly Dictionary<string, Position> _places = new(StringComparer.Ordinal);
    private readonly List<ItemNote> _notes = [];
    private readonly Dictionary<UInt128, (string? File, int Line, UInt128 Input)> _keys = [];
    private string? _file;
    private bool _isTable;

    /// <summary>Names of the fields of all items.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>Where each of the fields appears first.</summary>
    public IReadOnlyDictionary<string, Position> Places => _places;

    /// <summary>Where a field <c>key</c> first is something else than the key of its item; null if nowhere.</summary>
    public Position? OtherKey { get; private set; }

    /// <summary>What gave no item.</summary>
    public IReadOnlyList<ItemNote> Notes => _notes;

    /// <summary>How many notes came after those kept.</summary>
    public int NotesLeftOut { get; private set; }

    /// <summary>How many items there are.</summary>
    public int Count { get; private set; }

    /// <summary>The hash of the source so far.</summary>
    public string Hash => _digest.ToHex();

    /// <summary>The item of a row; null if it gives none, which is noted.</summary>
    /// <exception cref="PressrunException">It lacks the field that names items; or there are too many.</exception>
    public Item? Add(Row row)
    {
        _file ??= row.File;
        _isTable |= row.IsOfTable;
        var (item, fault) = row.Fault is { } bad ? (null, bad) : Make(row);
        if (item is null)
        {
            Note(row.Note(fault));
            return null;
        }

        if (++Count > ItemsMax)
        {
            throw new PressrunException($"{row.File}: holds more than {ItemsMax:n0} items. Split it.");
        }

        foreach (var field in row.Fields.EnumerateObject())
        {
            if (_fields.Count < FieldsMax && _places.TryAdd(field.Name, new(row.File, row.NamesLine, 1, 0)))
            {
                _fields.Add(field.Name);
            }

            OtherKey ??= field.NameEquals(KeyField) && Items.Fields.Scalar(row.Fields, KeyField) != item.Key
                ? new(row.File, row.IsOfTable ? 0 : row.Line, 1, 0) : null;
        }

        _digest.Add(item);
        return item;
    }

    public void Dispose() => _digest.Dispose();

    private (Item? Item, string Fault) Make(Row row)
    {
        string input;
        try
        {
            input = Items.Fields.Print(row.Fields);
        }
        catch (InvalidOperationException)
        {
            return (null, "holds half a character");
        }

        var length = Encoding.UTF8.GetByteCount(input);
        if (length > InputMax)
        {
            return (null, $"has fields of {length / 1024} KB, and {InputMax / 1024} KB is the most an item may carry; "
                + "put what is long into a file of its own");
        }

        if (Credentials.AreIn(row.Fields))
        {
            return (null, Credentials.Fault);
        }

        var (wanted, isDerived) = KeyOf(row, input);
        if (wanted.Length > KeyMax || wanted.Any(char.IsControl))
        {
            return (null, $"has the key {Quote.Of(wanted)}; a key has at most {KeyMax} letters, all of them printable");
        }

        // A derived key may be shared by different items; one that was given, and a line that comes again, may not.
        var place = (row.File == _file ? null : row.File, row.Line, HashOf(input));
        var before = Take(wanted, place);
        if (before is { } first && isDerived && first.Input != place.Item3)
        {
            wanted = $"{wanted}-{Slug.Hash(input)}";
            before = Take(wanted, place);
        }

        return before is { } same
            ? (null, same.Input == place.Item3
                ? $"is the same as {Where(same)}"
                : $"has the key {Quote.Of(wanted)} of {Where(same)}")
            : (new(wanted, input) { Title = TitleOf(row.Fields) }, "");
    }

    private (string Key, bool IsDerived) KeyOf(Row row, string input)
    {
        if (key is not null)
        {
            return (Items.Fields.Scalar(row.Fields, key) ?? throw Lacking(row, key), false);
        }

        return row.Key is { } placed ? (placed, false)
            : First(row.Fields, "key", "id") is { } named ? (named, false)
            : First(row.Fields, "url") is { } url ? (Slug.Apart(url[(url.IndexOf("://", StringComparison.Ordinal) is
                >= 0 and var end ? end + 3 : 0)..]), true)
            : First(row.Fields, "title", "name", "line") is { } title ? (Slug.Apart(title), true)
            : (Slug.Hash(input), true);
    }

    private static PressrunException Lacking(Row row, string key)
    {
        var there = row.Fields.EnumerateObject().Select(field => field.Name).ToList();
        var near = Nearest.Ask(key, there);
        var what = row.Fields.TryGetProperty(key, out _) ? $"`{key}` is empty, or neither text nor number"
            : $"there is no `{key}`";
        var names = near.Length > 0 || there.Count == 0
            ? near
            : $" It has {string.Join(", ", there.Take(10).Select(Quote.Of))}.";
        return new(new ItemNote(row.File, row.IsOfTable ? 0 : row.Line,
            $"the key of the items is `{key}`, but {(row.IsOfTable ? $"in row {row.Line}" : "here")} {what}.{names} "
                + "Give every item one, or name another field.").ToString());
    }

    private (string? File, int Line, UInt128 Input)? Take(string wanted, (string? File, int Line, UInt128 Input) place)
    {
        var hash = HashOf(wanted);
        if (_keys.TryGetValue(hash, out var before))
        {
            return before;
        }

        _keys.Add(hash, place);
        return null;
    }

    private string Where((string? File, int Line, UInt128 Input) place) =>
        place.Line == 0 ? place.File ?? _file! : $"{(_isTable ? "row" : "line")} {place.Line}";

    private void Note(ItemNote note)
    {
        if (_notes.Count < ItemReading.NotesMax)
        {
            _notes.Add(note);
        }
        else
        {
            NotesLeftOut++;
        }
    }

    private static string? TitleOf(JsonElement fields) =>
        First(fields, "title", "name", "url", "line") is not { } title ? null
            : title.Length <= TitleMax ? title : string.Concat(title.AsSpan(0, TitleMax), "…");

    private static string? First(JsonElement fields, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Items.Fields.Scalar(fields, name) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    private static UInt128 HashOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
