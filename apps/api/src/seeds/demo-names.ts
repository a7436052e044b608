/** The names that the demo's patients are drawn from; their order decides who is who. */

const names = (text: string): readonly string[] => text.split(',').map((name) => name.trim());

export const female = names(`
  Ana, Beatriz, Camila, Daniela, Eduarda, Fernanda, Gabriela, Helena, Isabela, Júlia, Larissa, Letícia,
  Lívia, Luíza, Marcela, Mariana, Marina, Natália, Patrícia, Rafaela, Renata, Sofia, Tatiana, Valentina,
  Vitória, Conceição, Antônia, Aparecida, Cláudia, Débora, Íris, Inês, Noêmia, Regina, Rosana, Sílvia,
  Sônia, Teresa, Vera, Zélia
`);

export const male = names(`
  Afonso, Álvaro, André, Antônio, Bruno, Caio, Carlos, Cauã, Davi, Diego, Eduardo, Érico, Fábio, Felipe,
  Fernando, Francisco, Gabriel, Guilherme, Gustavo, Heitor, Henrique, Igor, Inácio, João, Joaquim, José,
  Leonardo, Lucas, Luís, Marcelo, Márcio, Matheus, Miguel, Otávio, Paulo, Pedro, Rafael, Ricardo,
  Rodrigo, Rômulo, Rui, Samuel, Sérgio, Thiago, Túlio, Vinícius
`);

export const families = names(`
  Aguiar, Almeida, Andrade, Aragão, Assunção, Azevedo, Barbosa, Barros, Bastos, Brandão, Cândido,
  Cardoso, Carvalho, Coimbra, Conceição, Coutinho, Dantas, D'Ávila, Dias, dos Santos, Duarte, Farias,
  Fernandes, Ferreira, Figueira, Freire, Galvão, Gonçalves, Guedes, Lacerda, Leão, Lima, Lopes, Macedo,
  Magalhães, Medeiros, Meira, Mendes, Monção, Monteiro, Moraes, Moreira, Motta, Nascimento, Nogueira,
  Nunes, Oliveira, Paiva, Peçanha, Peixoto, Pereira, Pinto, Portela, Prates, Queiroz, Ramos, Rezende,
  Ribeiro, Rocha, Rodrigues, Sá, Salles, Sampaio, Sarmento, Silva, da Silva, Siqueira, Souza, Teixeira,
  Teles, Torres, Vasconcelos, Vieira, Vilela, Xavier
`);
