namespace Pressrun.Pipelines.Texts;

/// <summary>
/// The phrases of <see cref="Chatter"/> as patterns, in English, German, French and Spanish. Apostrophes are straight.
/// </summary>
internal static class ChatterPhrases
{
    /// <summary>Assent: alone it may begin an article, but not before "!" or an announcement.</summary>
    public static readonly string[] Assents =
    [
        "sure( thing)?|certainly|absolutely|of course|okay|ok|alright|great|got it|understood|no problem|happy to help",
        "gerne|natürlich|selbstverständlich|klar|sicher|verstanden",
        "bien sûr|certainement|avec plaisir|volontiers|d'accord|entendu",
        "claro( que sí)?|por supuesto|desde luego|con (mucho )?gusto|entendido",
    ];

    /// <summary>Words that hand something over.</summary>
    public static readonly string[] Presents =
    [
        "here'?s|here is|here are|below is|the following is",
        "hier (ist|sind|kommt|folgt|finden sie|findest du|hast du|haben sie)|nachfolgend|im folgenden|das ist",
        "voici|voilà|ci-dessous",
        "aquí (tienes|tiene|está|te dejo|le dejo|va)|a continuación",
    ];

    /// <summary>Words that report what was done; stories in the first person begin so, too.</summary>
    public static readonly string[] Reports =
        ["i'?ve|i have|i will|i'?ll", "ich habe|ich werde", "j'ai|je vais", "he|voy a"];

    /// <summary>What is handed over.</summary>
    public static readonly string[] Kinds =
    [
        "version|text|script|transcript|article|rewrite|summary|translation|draft|result|output|narration|episode",
        "fassung|skript|artikel|zusammenfassung|übersetzung|entwurf",
        "texte|résumé|traduction|ébauche",
        "versión|texto|guion|guión|artículo|resumen|traducción|borrador",
    ];

    /// <summary>What was done with it: the words of a task, not of a story.</summary>
    public static readonly string[] Tasks =
    [
        "clean|rewrit|rewrot|revis|edit|polish|convert|adapt|prepar|shorten|condens|request|asked|your |ready",
        "bereinigt|überarbeitet|umgeschrieben|gekürzt|angepasst|gewünscht|vorbereitet|ihr |dein ",
        "nettoy|réécrit|révis|adapté|corrig|demandé|votre |ton ",
        "limpi|reescrit|revisad|adaptad|corregid|solicitad|pedid|tu ",
    ];

    /// <summary>Headings of an answer, before a colon.</summary>
    public static readonly string[] Labels =
    [
        "((the|final|cleaned|cleaned[- ]up|rewritten|revised|edited|podcast|article|audio) )*"
            + "(script|text|version|output|answer|response|transcript|narration)",
        "(bereinigter|überarbeiteter|fertiger) text|skript|antwort",
        "texte (nettoyé|révisé|final)|réponse",
        "texto (limpio|revisado|final)|respuesta",
        "title|titel|titre|título",
    ];

    /// <summary>How a model declines.</summary>
    public static readonly string[] Refusals =
    [
        "as an ai\\b|(i'?m|i am) (very )?sorry,? but i|i apologi[sz]e,? but i",
        "(i (can'?t|cannot|can not)|(i am|i'?m) unable to|i am not able to) "
            + "(help|assist|comply|fulfil|provide|process|complete|do that|access|rewrite|clean)",
        "als ki\\b|es tut mir leid,? aber ich kann|ich kann (ihnen |dir )?(dabei|damit|das) (leider )?nicht",
        "en tant qu'(ia|intelligence artificielle|assistant)|je suis désolée?,? mais je ne",
        "je ne peux pas (vous |t')?(aider|fournir|traiter)",
        "como (una )?(ia|inteligencia artificial|modelo de lenguaje)|lo siento,? pero no puedo",
        "no puedo (ayudar|proporcionar|procesar)",
    ];

    /// <summary>Offers and hopes after a text; readers of an article are addressed otherwise.</summary>
    public static readonly string[] Closings =
    [
        "let me know if (you('d| would)? (like|want|need|prefer|have)|there('s| is| are) any|this|that|it) ?"
            + "(any|anything|me|to|further|more|a|the|changes|adjust|help|works)",
        "let me know what you think of (this|the) (version|draft|text|script)",
        "i hope (this|that|it) (helps|meets|works for|is helpful|is what you)",
        "feel free to (ask|let me know|request)|(would|do) you (like|want) me to",
        "if you('d| would)? (like|need|want),? i (can|could|will)|is there anything else i",
        "happy to (adjust|revise|make (any|further|more))",
        "(lassen sie|lass) (es )?mich (gerne )?wissen|ich hoffe,? (das|dies|es) (hilft|entspricht|passt)",
        "(wenn|falls) (sie|du) (möchten|möchtest|wünschen|willst),? (kann|passe|kürze) ich",
        "(möchten sie|möchtest du), dass ich|soll ich (noch|den|etwas|es)",
        "n'hésitez pas à me|n'hésite pas à me|j'espère que (cela|ceci|ça) (vous|te|répond|convient|aide)",
        "(dites|dis)-moi si|(souhaitez|voulez)-vous que je|si vous (le )?(souhaitez|voulez),? je (peux|pourrais)",
        "espero que (esto |te |le |les )*(sea|ayude|sirva|resulte)|(avísame|avíseme) si",
        "(házmelo|hágamelo|hazme|hágame) saber|no dudes en (pedirme|preguntarme|decirme)",
        "(quieres|desea|quiere|te gustaría) que (lo |la |te )?(ajuste|cambie|haga|acorte|añada|modifique)",
        "si (quieres|lo deseas|desea),? puedo",
    ];

    /// <summary>Last lines about the text: its count, its end, what was left out of it.</summary>
    public static readonly string[] Remarks =
    [
        "(word|character) count\\s*:|(wörter|nombre de mots|número de palabras)\\s*:",
        "(note|anmerkung|hinweis|remarque|nota)\\s*:.{0,60}\\b"
            + "(i'?ve|i have|removed|omitted|entfernt|weggelassen|j'ai|supprimé|he|eliminad)",
        "(end of (the )?(script|text|article|transcript)|ende des (textes|skripts)|fin du (texte|script)"
            + "|fin del (texto|guion))\\W*$",
    ];
}
