using Pressrun.Model;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// Reads what a pipeline's <c>items</c> names. A bad, blank or duplicate line loses only itself and is noted. A key is
/// the field the request names; else the number of a range or of an outline's chapter; else, of a pattern's file, the
/// folders or the name that the pattern leaves open; else the field <c>key</c> or <c>id</c>; else a slug of <c>url</c>,
/// <c>title</c>, <c>name</c> or the line, with a short hash unless it says all; else a hash of the fields. Where
/// different items share a derived key, the later one's is followed by a hash of its fields.
/// </summary>
public static class ItemReader
{
    /// <summary>
    /// Reads a source through, keeping hashes only; its items are read again, one by one, when they are asked for.
    /// </summary>
    /// <exception cref="PressrunException">
    /// The file is not there, a folder, larger than 1 GB or no UTF-8 text; <c>at</c> leads nowhere; an item lacks the
    /// field that names items. Reading the items throws it if the file has changed since.
    /// </exception>
    public static ItemReading Read(ItemsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var census = new Census(request.Key);
        try
        {
            var (rows, filter, order) = (Rows(request), new RowFilter(request.Where), new ItemOrder(request.Order));
            foreach (var row in rows().Where(filter.Takes))
            {
                if (census.Add(row) is { } item)
                {
                    order.Add(item);
                }
            }

            filter.Check();
            order.Close(census.Fields);
            var hash = census.Hash;
            return new(new(HashOf(hash, request), () => Again(request, rows, order, hash))
            {
                HasPriorities = request.Order is not null,
            }, census);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PressrunException(
                $"{Name(request)}: could not be read. Look at its permissions and its disk.", error);
        }
    }

    // Items are checked against the first reading as a whole: whoever edits the file meanwhile gets no half of each.
    private static IEnumerable<Item> Again(
        ItemsRequest request, Func<IEnumerable<Row>> rows, ItemOrder order, string hash)
    {
        using var census = new Census(request.Key);
        foreach (var row in rows().Where(new RowFilter(request.Where).Takes))
        {
            if (census.Add(row) is { } item)
            {
                yield return order.Of(item, census.Count - 1);
            }
        }

        if (census.Hash != hash)
        {
            throw request.Query is { } query ? (PressrunException)
                new ItemsException("query", "the rows were others when they were read again",
                    $"give {query.Name} an `order by` that leaves no choice, or wait until nobody writes there")
                : new PressrunException($"{Name(request)}: was changed while it was read. Run again.");
        }
    }

    // Items in another order are the same items, but a run keeps the order in which it took them in.
    private static string HashOf(string hash, ItemsRequest request) => request.Order is null
        ? hash
        : Output.Of($"{hash} {request.Order.Field} {request.Order.IsDescending}").Hash;

    private static Func<IEnumerable<Row>> Rows(ItemsRequest request)
    {
        var from = request.From;
        if (string.IsNullOrWhiteSpace(from) || from.Contains('\0', StringComparison.Ordinal))
        {
            throw new PressrunException("items: names nothing. Give a file, a pattern, a range such as 1..125 or `-`.");
        }

        if (request.Query is not null)
        {
            return request.At is null ? QuerySource.Of(request)
                : throw new ItemsException("from", "`at` leads to a list inside a JSON or YAML file, and this is a "
                    + "database", "leave `at` out");
        }

        if (from.Contains("://", StringComparison.Ordinal) || from.StartsWith("sqlite:", StringComparison.Ordinal))
        {
            throw new PressrunException(
                $"items: {Quote.Of(from)} is no file. Put addresses into a file, one a line; export a table as CSV.");
        }

        var suffix = Path.GetExtension(from).ToLowerInvariant();
        if (request.At is not null && (Glob.IsPattern(from) || suffix is not (".json" or ".yaml" or ".yml")))
        {
            throw new PressrunException($"{from}: `at` leads to a list inside a JSON or YAML file. Leave it out.");
        }

        return from == "-" ? Input(request)
            : RangeRows.Of(from) is { } range ? () => range
            : Glob.IsPattern(from) ? Pattern(request)
            : Single(SourceFile.Of(request), request.At, suffix);
    }

    private static Func<IEnumerable<Row>> Single(SourceFile file, string? at, string suffix) => suffix switch
    {
        ".csv" or ".tsv" => () => CsvRows.Read(file, LineReader.Read(file)),
        ".jsonl" or ".ndjson" => () => JsonLineRows.Read(file.Name, LineReader.Read(file)),
        ".json" => () => JsonRows.Read(file, at),
        ".yaml" or ".yml" => () => YamlRows.Read(file, at),
        ".md" => () => OutlineRows.ReadMarkdown(file),
        ".txt" when OutlineReader.IsIn(file) => () => OutlineRows.ReadText(file),
        ".html" or ".htm" => throw file.Fault(
            $"is no list of items. For one item a file write a pattern, such as `*{suffix}`."),
        _ => () => LineRows.Read(file.Name, LineReader.Read(file)),
    };

    private static Func<IEnumerable<Row>> Pattern(ItemsRequest request)
    {
        var matches = Glob.Find(request);
        var isNameFixed = !Glob.IsPattern(request.From.Replace('\\', '/').Split('/')[^1]);
        return () => GlobRows.Read(matches, isNameFixed);
    }

    // It cannot be read twice, so its lines are kept.
    private static Func<IEnumerable<Row>> Input(ItemsRequest request)
    {
        var name = Name(request);
        var lines = LineReader.Read(name, request.StandardInput
            ?? throw new PressrunException("items: there is no standard input. Pipe the items in, or name a file."));
        return lines.Find(line => !string.IsNullOrWhiteSpace(line.Text)).Text is { } first
            && first.TrimStart().StartsWith('{')
                ? () => JsonLineRows.Read(name, lines)
                : () => LineRows.Read(name, lines);
    }

    private static string Name(ItemsRequest request) => request.From == "-" ? "standard input" : request.From;
}
