import FoundationEssentials

/// The rows of osquery's tables, as far as they are of use.
///
/// A file is one object whose members are tables, or the array that a single query prints, whose table its columns tell.
/// osquery prints every value as text.
struct OsqueryTables: Decodable {
    /// The largest file that is read; a machine with a thousand programs has half a megabyte.
    static let byteLimit = 32 << 20

    struct OSVersion: Decodable {
        let name: String?
        let version: String?
        let build: String?
        let revision: String?
        let platform: String?
        let arch: String?
    }

    struct Program: Decodable {
        let name: String
        let version: String?
    }

    struct ChromeExtension: Decodable {
        let browserType: String?
        let name: String?
        let identifier: String
        let version: String?

        enum CodingKeys: String, CodingKey {
            case browserType = "browser_type"
            case name, identifier, version
        }
    }

    private(set) var osVersion: [OSVersion]?
    private(set) var programs: [Program]?
    private(set) var chromeExtensions: [ChromeExtension]?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case osVersion = "os_version"
        case programs
        case chromeExtensions = "chrome_extensions"
    }

    /// The columns by which the rows of a single query are told.
    private struct Columns: Decodable {
        let platform: String?
        let identifier: String?
    }

    init(from decoder: any Decoder) throws {
        if let columns = try? decoder.singleValueContainer().decode([Columns].self) {
            let rows = try decoder.singleValueContainer()
            if columns.contains(where: { $0.identifier != nil }) {
                chromeExtensions = try rows.decode([ChromeExtension].self)
            } else if columns.contains(where: { $0.platform != nil }) {
                osVersion = try rows.decode([OSVersion].self)
            } else if !columns.isEmpty {
                programs = try rows.decode([Program].self)
            }
        } else {
            let tables = try decoder.container(keyedBy: CodingKeys.self)
            osVersion = try tables.decodeIfPresent([OSVersion].self, forKey: .osVersion)
            programs = try tables.decodeIfPresent([Program].self, forKey: .programs)
            chromeExtensions = try tables.decodeIfPresent([ChromeExtension].self, forKey: .chromeExtensions)
        }
    }

    /// Adds the tables of a further file.
    mutating func add(_ other: Self) {
        osVersion = other.osVersion ?? osVersion
        programs = other.programs ?? programs
        chromeExtensions = other.chromeExtensions ?? chromeExtensions
    }

    init(json bytes: [UInt8], file: String) throws(OsqueryImportError) {
        guard bytes.count <= Self.byteLimit else {
            throw OsqueryImportError(
                file: file,
                place: nil,
                message: "the file has \(bytes.count) bytes, more than the \(Self.byteLimit) that are read"
            )
        }
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(bytes))
        } catch {
            throw Self.explanation(of: error, file: file)
        }
        guard osVersion != nil || programs != nil || chromeExtensions != nil else {
            let names = CodingKeys.allCases.map(\.rawValue).joined(separator: ", ")
            throw OsqueryImportError(file: file, place: nil, message: "none of the tables \(names) is in the file")
        }
    }

    private static func explanation(of error: any Error, file: String) -> OsqueryImportError {
        let context: DecodingError.Context?
        let message: String
        switch error as? DecodingError {
        case .keyNotFound(let key, let place):
            context = place
            message = "the column \(key.stringValue) is missing"
        case .typeMismatch(_, let place):
            context = place
            message = place.codingPath.count < 2 ? "must hold rows" : "must be text, as osquery prints it"
        case .valueNotFound(_, let place):
            context = place
            message = "is null"
        case .dataCorrupted(let place):
            context = place
            message = "this is not JSON"
        default:
            context = nil
            message = "cannot be read: \(error)"
        }
        let steps = (context?.codingPath ?? []).map { $0.intValue.map { "row \($0 + 1)" } ?? $0.stringValue }
        return OsqueryImportError(
            file: file,
            place: steps.isEmpty ? nil : steps.joined(separator: ", "),
            message: message
        )
    }
}
